import { StoreUnavailable, UnknownOutcome } from '@latchkey/event-store';
import { Problem } from '@latchkey/platform';
import { isConnectionError, sqlState } from '@latchkey/postgres';

/** Broken dependencies as answers; undefined for what is none of theirs. */
export const storeProblem = (error: unknown): Problem | undefined => {
  if (error instanceof UnknownOutcome) return new Problem('write_unconfirmed', { cause: error });
  if (error instanceof StoreUnavailable) return new Problem('store_unavailable', { cause: error });
  if (isConnectionError(error) || isOverloaded(error)) return new Problem('database_unavailable', { cause: error });
  return undefined;
};

/** A statement or a lock took too long, or the server is out of something. */
const isOverloaded = (error: unknown): boolean => {
  const driverError = error instanceof Error ? (error as { driverError?: unknown }).driverError : undefined;
  return /^(57014|55P03|53...)$/.test(sqlState(error) ?? sqlState(driverError) ?? '');
};
