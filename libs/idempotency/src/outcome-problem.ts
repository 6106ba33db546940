import { Problem } from '@latchkey/platform';
import type { Outcome } from './idempotency.types';

/** The answer to a request that neither did the work nor can be told what came of it. */
export const outcomeProblem = (outcome: Exclude<Outcome, { kind: 'fresh' | 'replayed' }>): Problem => {
  switch (outcome.kind) {
    case 'mismatch':
      return new Problem('idempotency_key_reused');
    case 'unknown':
      return new Problem('outcome_unknown', { outbound: 'unknown' });
    case 'running':
      return new Problem('idempotency_key_in_progress', {
        headers: { 'retry-after': `${Math.max(1, Math.ceil(outcome.retryAfterMs / 1000))}` },
      });
  }
};
