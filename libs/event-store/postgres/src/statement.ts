import { isConnectionError, type Pool, type PoolClient, sqlState } from '@latchkey/postgres';

/** Counts as away for everybody else, but it is an answer: the statement took no effect. */
const READ_ONLY = '25006';

/** A statement that is prepared once on each connection; rows arrive as arrays. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * Why a statement gave no rows. `not-connected`: it was never sent. `lost`: the connection or the patience ended while it
 * was under way, so nobody knows whether it took effect. `refused`: the server answered with an error; it took no effect.
 */
export class StatementFailure extends Error {
  override readonly name = 'StatementFailure';
  constructor(
    readonly kind: 'not-connected' | 'lost' | 'refused',
    override readonly cause: unknown,
  ) {
    super(`statement ${kind}`, { cause });
  }
}

/**
 * Rejects with `StatementFailure` only, at the latest at `deadline` (`performance.now()`). `values` may be a function: it is
 * asked once, when there is a connection, right before they are sent; undefined means that nothing is to be sent any more.
 */
export async function runStatement<Row extends unknown[]>(
  pool: Pool,
  statement: Statement,
  values: readonly unknown[] | (() => readonly unknown[] | undefined),
  deadline: number,
): Promise<Row[]> {
  const client = await connect(pool, deadline);
  try {
    const toSend = typeof values === 'function' ? values() : values;
    if (toSend === undefined) {
      client.release();
      return [];
    }
    const query = client.query<Row>({ ...statement, values: [...toSend], rowMode: 'array' });
    const { rows } = await before(deadline, query);
    client.release();
    return rows;
  } catch (error) {
    const state = sqlState(error) ?? '';
    const lost = error instanceof DeadlinePassed || (state !== READ_ONLY && isConnectionError(error));
    // What still arrives on a lost connection must not meet its next user; one whose prepared statements the server does not
    // take any more (a migration, a proxy), or whose server only reads (a fail-over), would fail for ever.
    client.release(lost || state === READ_ONLY || /^(0A|26)/.test(state));
    throw new StatementFailure(lost ? 'lost' : 'refused', error);
  }
}

async function connect(pool: Pool, deadline: number): Promise<PoolClient> {
  const connecting = pool.connect();
  try {
    return await before(deadline, connecting);
  } catch (error) {
    if (error instanceof DeadlinePassed) connecting.then((late) => late.release(), ignore);
    throw new StatementFailure('not-connected', error);
  }
}

class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

async function before<T>(deadline: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new DeadlinePassed('deadline passed')),
    Math.max(0, deadline - performance.now()),
  );
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    work.catch(ignore);
  }
}

function ignore(): void {}
