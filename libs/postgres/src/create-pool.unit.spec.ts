import { createPool, type PoolSettings } from './create-pool';
import { inTransaction } from './in-transaction';
import { isConnectionError } from './is-connection-error';
import { startSilentServer } from './testing/silent-server';

describe('against a server that falls silent', () => {
  let server: Awaited<ReturnType<typeof startSilentServer>>;
  beforeEach(async () => void (server = await startSilentServer()));
  afterEach(() => server.close());

  const open = (change: Partial<PoolSettings> = {}) =>
    createPool({ connectionString: server.url, applicationName: 'test', max: 1, queryTimeoutMs: 30, ...change });
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  test('a query ends with a connection error, and its connection is not used again', async () => {
    const pool = open();
    expect(isConnectionError(await failure(pool.query('select 1')))).toBe(true);
    expect(isConnectionError(await failure(pool.query('select 1')))).toBe(true);
    expect(server.logins()).toBe(2);
    await pool.end();
  });

  test('a transaction ends with the connection error and leaves no connection behind', async () => {
    const pool = open();
    const work = () => Promise.resolve();
    expect(isConnectionError(await failure(inTransaction(pool, work)))).toBe(true);
    expect(pool.totalCount).toBe(0);
    await pool.end();
  });

  test('without an own figure a query may take a second longer than the server lets a statement run', async () => {
    const patience = (change: Partial<PoolSettings>) => {
      const { options } = open({ queryTimeoutMs: undefined, ...change }) as unknown as {
        options: { query_timeout?: number };
      };
      return options.query_timeout;
    };
    expect([patience({}), patience({ statementTimeoutMs: 50 }), patience({ statementTimeoutMs: 0 })]).toEqual([
      11_000, 1_050, 0,
    ]);
  });
});
