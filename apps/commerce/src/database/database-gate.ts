import { Problem } from '@latchkey/platform';
import { isConnectionError, type Pool } from '@latchkey/postgres';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { DatabaseFault, wasCancelled } from './database-fault';

/** Everything that asks the database goes through here: so much at once and no more, and its errors in our words. */
export interface DatabaseGate {
  /**
   * Runs `work`, which must be harmless to repeat. Rejects with `Problem` `database_unavailable` when the database is
   * away, too slow, or too many are waiting for it; with `DatabaseFault` when it refused the statement.
   */
  read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** The same on one connection; if that is lost after `work` began, the problem is `write_unconfirmed`. */
  change<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /**
   * One prepared statement, for what many requests need: it costs both sides less. Rejects like `read`, or, if `whenLost`
   * says so, like `change`.
   */
  statement<Row>(statement: Statement, whenLost?: WhenLost): Promise<Row[]>;
  /** Until then everything is `database_unavailable`. */
  open(): void;
  running(): number;
}

type WhenLost = 'database_unavailable' | 'write_unconfirmed';

export interface Statement {
  /** One text for each name. */
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** `pool`: connections of their own for prepared statements. */
export function createDatabaseGate(
  dataSource: DataSource,
  pool: Pick<Pool, 'query'>,
  maxRunning = 1_000,
): DatabaseGate {
  let running = 0;
  let isOpen = false;

  async function admit<T>(work: () => Promise<T>): Promise<T> {
    if (!isOpen || running >= maxRunning) throw new Problem('database_unavailable');
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  }

  return {
    read: (work) => admit(() => inOurWords(() => work(dataSource.manager), 'database_unavailable')),
    change: (work) =>
      admit(async () => {
        const runner = dataSource.createQueryRunner();
        try {
          await inOurWords(() => runner.connect(), 'database_unavailable');
          return await inOurWords(() => work(runner.manager), 'write_unconfirmed');
        } finally {
          await release(runner);
        }
      }),
    statement: (statement, whenLost = 'database_unavailable') =>
      // The columns are those of the statement's text; its caller names them.
      admit(() => inOurWords(async () => (await pool.query(statement)).rows as never[], whenLost)),
    open: () => {
      isOpen = true;
    },
    running: () => running,
  };
}

async function inOurWords<T>(work: () => Promise<T>, whenLost: WhenLost): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) throw error;
    const cause = new DatabaseFault(error);
    if (wasCancelled(error)) throw new Problem('database_unavailable', { cause });
    throw isConnectionError(error) ? new Problem(whenLost, { cause }) : cause;
  }
}

/** A broken connection cannot be given back; the pool has dropped it already. */
const release = (runner: QueryRunner): Promise<void> => runner.release().catch(() => undefined);
