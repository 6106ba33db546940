import pg from 'pg';

export interface PoolSettings {
  readonly connectionString: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Most connections at once; default 10. */
  readonly max?: number | undefined;
  /** How long to wait for a free or new connection; default 5 s. Afterwards `isConnectionError` holds for what is thrown. */
  readonly connectTimeoutMs?: number | undefined;
  /** A statement that runs for longer is cancelled (SQLSTATE 57014); default 10 s, 0 switches it off. */
  readonly statementTimeoutMs?: number | undefined;
  /**
   * A query whose server does not answer for longer fails with a connection error, and its connection is closed; default
   * a second more than `statementTimeoutMs`, 0 switches it off.
   */
  readonly queryTimeoutMs?: number | undefined;
  /** A statement that waits for a lock for longer is cancelled (SQLSTATE 55P03); default 5 s, 0 switches it off. */
  readonly lockTimeoutMs?: number | undefined;
  /** A transaction left idle for longer loses its connection; default 10 s, 0 switches it off. */
  readonly idleInTransactionTimeoutMs?: number | undefined;
  /** Told of connections that broke while idle. The pool replaces them by itself. */
  readonly onIdleError?: ((error: Error) => void) | undefined;
}

/** A pool of connections with every timeout set. Does not connect until it is asked for a connection. */
export function createPool(settings: PoolSettings): pg.Pool {
  const statementTimeoutMs = settings.statementTimeoutMs ?? 10_000;
  const pool = new pg.Pool({
    connectionString: settings.connectionString,
    application_name: settings.applicationName,
    max: settings.max ?? 10,
    connectionTimeoutMillis: settings.connectTimeoutMs ?? 5_000,
    statement_timeout: statementTimeoutMs,
    query_timeout: settings.queryTimeoutMs ?? (statementTimeoutMs === 0 ? 0 : statementTimeoutMs + 1_000),
    lock_timeout: settings.lockTimeoutMs ?? 5_000,
    idle_in_transaction_session_timeout: settings.idleInTransactionTimeoutMs ?? 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // Without listeners the loss of a connection would end the process. The pool listens to its idle ones and reports here;
  // one that is in use tells its user through the query that fails, and says it once more as an event.
  pool.on('error', (error) => settings.onIdleError?.(error));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
