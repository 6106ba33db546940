import { isNativeError } from 'node:util/types';

const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOENT',
]);

/** Class 08 (connection), the server going away or coming up, no connection left, no login, and a server that only reads. */
const SQLSTATE = /^(08...|57P0[1235]|53300|28000|28P01|25006)$/;

/** What `pg` and `pg-pool` throw without any code. */
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable|timeout expired|Cannot use a pool after calling end|server closed the connection|Query read timeout)/;

/**
 * True when the database could not be reached or the connection was lost: whether a statement that was under way took
 * effect is then not known. False for everything the server answered about the statement itself.
 */
export function isConnectionError(error: unknown): boolean {
  // Not instanceof: under a test runner Node's own errors are of another realm.
  if (!isNativeError(error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (SOCKET_CODES.has(code) || SQLSTATE.test(code))) return true;
  if (MESSAGES.test(error.message)) return true;
  // A host with several addresses fails with one error for each of them.
  if (error instanceof AggregateError) return error.errors.some(isConnectionError);
  const { cause, driverError } = error as { cause?: unknown; driverError?: unknown };
  return isConnectionError(cause) || (driverError !== error && isConnectionError(driverError));
}

/** The five characters of a PostgreSQL error, if the server answered with one. */
export function sqlState(error: unknown): string | undefined {
  const code = isNativeError(error) ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !SOCKET_CODES.has(code) ? code : undefined;
}
