import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { migrate } from '../database/migrate';

let database: TestDatabase;
let owner: Pool;
let service: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  await migrate({ ownerUrl: database.ownerUrl, role: decodeURIComponent(new URL(database.url('commerce')).username) });
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' });
  service = createPool({ connectionString: database.url('commerce'), applicationName: 'test' });
});
afterAll(async () => {
  await Promise.all([owner?.end(), service?.end()]);
  await database?.drop();
});

const record = (over: object = {}) => ({
  ...{ id: randomUUID(), at: '2026-01-02T03:04:05.006Z', account_id: randomUUID(), key_id: randomUUID() },
  ...{ operation: 'tokens.read', token_id: randomUUID(), request_id: 'r', ...over },
});
const APPEND = 'SELECT commerce.append_access_records($1) AS written';
const append = async (records: object[], by: Pick<Pool, 'query'> = service) =>
  (await by.query<{ written: number }>(APPEND, [JSON.stringify(records)])).rows[0]?.written;
const stored = async () => {
  const { rows } = await owner.query('SELECT ordinal, id FROM commerce.access_records ORDER BY ordinal');
  return rows.map(({ ordinal, id }) => [Number(ordinal), id]);
};

describe('appending access records', () => {
  test('looks at no more of the table than it has to, however it has grown since the plan was made: it was empty', async () => {
    const client = await service.connect();
    const read = async () => {
      await client.query('SELECT pg_stat_force_next_flush()');
      const { rows } = await owner.query(
        `SELECT sum(idx_tup_read)::int + sum(idx_tup_fetch)::int AS entries FROM pg_stat_user_indexes
         WHERE schemaname = 'commerce' AND relname = 'access_records'`,
      );
      return rows[0].entries as number;
    };
    for (let turn = 0; turn < 5; turn += 1)
      await append(
        Array.from({ length: 1_000 }, () => record()),
        client,
      );
    const before = await read();
    await append([record(), record()], client);
    const entries = (await read()) - before;
    client.release();
    expect(entries).toBeLessThan(20);
  });

  test('stores each id once, in the order given, whether it is repeated in the batch, later or both', async () => {
    const before = (await stored()).length;
    const [a, b, c] = [record(), record(), record()];
    expect(await append([b, a, b])).toBe(2);
    expect(await append([b, c, a])).toBe(1);
    expect(await append([a, b, c])).toBe(0);
    expect((await stored()).slice(before).map(([ordinal, id]) => [Number(ordinal) - before, id])).toEqual([
      [1, b.id],
      [2, a.id],
      [3, c.id],
    ]);
  });

  test('leaves no hole, and shows no record before those that stand before it, with many writers of which some give up', async () => {
    const before = (await stored()).length;
    const seen: number[] = [];
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let turn = 0; turn < 12; turn += 1) {
        const client = await service.connect();
        await client.query('BEGIN');
        await append([record(), record()], client);
        await client.query((writer + turn) % 3 === 0 ? 'ROLLBACK' : 'COMMIT');
        client.release();
        const { rows } = await owner.query('SELECT max(ordinal) - count(*) AS holes FROM commerce.access_records');
        seen.push(Number(rows[0].holes));
      }
    });
    await Promise.all(writers);
    expect(new Set(seen)).toEqual(new Set([0]));
    expect((await stored()).length).toBe(before + 6 * 8 * 2);
  });

  test('refuses a whole batch for one that is no record, and stores nothing of it', async () => {
    const before = await stored();
    for (const wrong of [
      { id: null },
      { operation: 'everything' },
      { destination: 'https://psp.example:443/' },
      { operation: 'cardholder-data.forward' },
      { listed: 'abcd' },
      { operation: 'tokens.list', token_id: null, listed: 'abcd' },
      { operation: 'tokens.list', token_id: null, listed: 'none' },
      { operation: 'tokens.list' },
      { at: 'yesterday, or so' },
    ])
      await expect(append([record(), record(wrong)])).rejects.toMatchObject({ code: /^2[23]/ });
    expect(await stored()).toEqual(before);
  });

  test('refuses any isolation in which it could not see what others have committed', async () => {
    const client = await service.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await expect(append([record()], client)).rejects.toMatchObject({ code: '25000' });
    client.release(true);
  });

  test('is durable when it is acknowledged, whatever the connection says', async () => {
    const client = await service.connect();
    await client.query('BEGIN; SET LOCAL synchronous_commit = off');
    await append([record()], client);
    const { rows } = await client.query('SHOW synchronous_commit');
    await client.query('COMMIT');
    client.release();
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
  });
});
