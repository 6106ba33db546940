import { createPool, inTransaction, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { postgresProgress } from './postgres-progress';
import schema from './sql/schema.sql';

const subject = { topic: 'latchkey.api-keys.v1', key: '40000000-0000-4000-8000-000000000001' };
let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool({ connectionString: database.ownerUrl, applicationName: 'test' });
  await inTransaction(pool, (client) => client.query(schema));
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => pool.query('truncate progress'));

const waiting = async (): Promise<boolean> => {
  const { rowCount } = await pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rowCount === 1;
};

describe('progress in PostgreSQL', () => {
  test('there is none before the first event, also after somebody has asked', async () => {
    const store = postgresProgress(pool);
    const read = () => store.transaction((client) => store.read(client, subject));
    expect([await read(), await read()]).toEqual([null, null]);
  });

  test('is kept with what the handler wrote, or neither is', async () => {
    const store = postgresProgress(pool);
    const step = (version: number, fails: boolean) =>
      store.transaction(async (client) => {
        await store.read(client, subject);
        await client.query('create table if not exists written (version int)');
        await client.query('insert into written values ($1)', [version]);
        await store.write(client, subject, { version, diverted: version === 1 });
        if (fails) throw new Error('no luck');
      });
    await step(0, false);
    await expect(step(1, true)).rejects.toThrow('no luck');
    expect(await store.transaction((client) => store.read(client, subject))).toEqual({ version: 0, diverted: false });
    await step(1, false);
    expect(await store.transaction((client) => store.read(client, subject))).toEqual({ version: 1, diverted: true });
    expect((await pool.query('select version from written order by version')).rows).toEqual([
      { version: 0 },
      { version: 1 },
    ]);
  });

  test.each([
    ['the first event', null],
    ['a later one', { version: 0, diverted: false }],
  ])('of two that are at %s of a key, the second waits and sees what the first has done', async (_, before) => {
    const store = postgresProgress(pool);
    if (before)
      await store.transaction(async (client) => {
        await store.read(client, subject);
        await store.write(client, subject, before);
      });
    const hasRead = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const version = (before?.version ?? -1) + 1;
    const first = store.transaction(async (client) => {
      const progress = await store.read(client, subject);
      hasRead.resolve();
      await goOn.promise;
      await store.write(client, subject, { version, diverted: false });
      return progress;
    });
    await hasRead.promise;
    const second = store.transaction((client) => store.read(client, subject));
    const tooEarly = second.then(() => Promise.reject(new Error('it did not wait')));
    while (!(await Promise.race([waiting(), tooEarly])));
    tooEarly.catch(() => undefined);
    goOn.resolve();
    expect(await first).toEqual(before);
    expect(await second).toEqual({ version, diverted: false });
  });
});
