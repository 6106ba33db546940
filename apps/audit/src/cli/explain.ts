import { StoreUnavailable, UnknownOutcome, UnknownPosition } from '@latchkey/event-store';
import { scrub, SettingsError } from '@latchkey/platform';
import { isConnectionError, sqlState } from '@latchkey/postgres';
import { AuditError } from './audit-error';
import { EXIT, type ExitCode } from './exit-codes';

/** One sentence for whatever was thrown, and the exit code that goes with it. */
export function explain(error: unknown): { readonly exitCode: ExitCode; readonly message: string } {
  if (error instanceof AuditError) return { exitCode: error.exitCode, message: error.message };
  if (error instanceof SettingsError) return { exitCode: EXIT.usage, message: error.message };
  const state = firstCause(error, sqlState);
  if (state === '42501') {
    return { exitCode: EXIT.forbidden, message: 'the role that the URL names may not do this (permission denied)' };
  }
  if (state === '42P01' || state === '3F000') {
    return {
      exitCode: EXIT.found,
      message: 'the database lacks a table of Latchkey: its migrations have not been run',
    };
  }
  if (isConnectionError(error)) {
    return {
      exitCode: EXIT.away,
      message: `the database cannot be reached, or lets nobody in with this URL${told(error)}`,
    };
  }
  if (error instanceof StoreUnavailable || error instanceof UnknownOutcome) {
    return { exitCode: EXIT.away, message: scrub(`${error.message}${told(error.cause)}`) };
  }
  if (error instanceof UnknownPosition) {
    return { exitCode: EXIT.found, message: 'the log was replaced or cut back while it was read' };
  }
  return { exitCode: EXIT.found, message: scrub(`not done: ${String(error)}`) };
}

const told = (error: unknown): string => {
  const reason = firstCause(error, codeOf);
  return reason === undefined ? '' : ` (${reason})`;
};

function codeOf(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** The first answer on the way down the causes. */
function firstCause<T>(error: unknown, ask: (error: unknown) => T | undefined): T | undefined {
  for (let each = error, depth = 0; each !== undefined && each !== null && depth < 8; depth++) {
    const answer = ask(each);
    if (answer !== undefined) return answer;
    each = typeof each === 'object' && 'cause' in each ? each.cause : undefined;
  }
  return undefined;
}
