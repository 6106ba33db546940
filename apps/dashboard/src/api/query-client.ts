import { QueryClient } from '@tanstack/react-query';
import { Unreachable } from './api-problem';

const MAX_DELAY_MS = 5_000;

/** Reads are repeated by themselves until there is an answer. What is written goes through no cache: see use-submission.ts. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (_count, error) => error instanceof Unreachable,
      retryDelay: (count) => Math.min(MAX_DELAY_MS, 500 * 2 ** count) * (0.75 + Math.random() / 2),
    },
  },
});
