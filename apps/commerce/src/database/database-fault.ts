import { Problem } from '@latchkey/platform';
import { isConnectionError, sqlState } from '@latchkey/postgres';

/**
 * What went wrong, without the values: TypeORM's own error carries every parameter of the statement, and PostgreSQL's the
 * row that it refused.
 */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
  readonly sqlState: string | undefined;
  constructor(error: unknown) {
    const state = stateOf(error);
    super(
      state === undefined
        ? `using the database failed: ${kindOf(error)}`
        : `the database answered with SQLSTATE ${state}`,
    );
    this.sqlState = state;
  }
}

/** Its class says what it is; its message may hold values. */
const kindOf = (error: unknown): string =>
  isConnectionError(error) ? 'it cannot be reached' : error instanceof Error ? error.name : 'unknown';

/** The server ended the statement because it took too long, or waited too long for a lock: it had no effect. */
export function wasCancelled(error: unknown): boolean {
  return CANCELLED.has(stateOf(error) ?? '');
}

const CANCELLED = new Set(['57014', '55P03', '40P01', '25P03']);

function stateOf(error: unknown): string | undefined {
  return sqlState(error) ?? sqlState((error as { driverError?: unknown } | null)?.driverError);
}

/** For errors of statements that do not go through the gate. */
export function mapDatabaseError(error: unknown): Problem | undefined {
  if (!isConnectionError(error) && !wasCancelled(error)) return undefined;
  return new Problem('database_unavailable', { cause: new DatabaseFault(error) });
}
