import { createPool } from './create-pool';
import { inTransaction } from './in-transaction';
import { isConnectionError } from './is-connection-error';
import { startSilentServer } from './testing/silent-server';

test('a transaction whose server fell silent says no more to it: its connection is closed, and its error tells why', async () => {
  const server = await startSilentServer();
  const pool = createPool({ connectionString: server.url, applicationName: 'test', max: 1, queryTimeoutMs: 30 });
  const asked: unknown[] = [];
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (text: string) => Promise<never>;
    client.query = ((text: string) => (asked.push(text), query(text))) as typeof client.query;
  });
  const error = await inTransaction(pool, () => Promise.resolve()).catch((reason: unknown) => reason);
  expect(isConnectionError(error)).toBe(true);
  expect(asked).toEqual(['begin isolation level read committed']);
  expect(pool.totalCount).toBe(0);
  await pool.end();
  await server.close();
});
