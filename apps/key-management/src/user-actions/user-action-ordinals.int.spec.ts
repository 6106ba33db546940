import { createPool, type Pool, type PoolClient } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { DataSource } from 'typeorm';
import { migrate } from '../migrations/migrate';
import { migrationClass, sqlMigrations } from '../migrations/migrations';
import { migratedDatabase } from '../testing/test-service';
import { until } from '../testing/until';
import { recordUserAction } from './user-action';

let database: TestDatabase;
let pool: Pool;
let owner: Pool;
beforeEach(async () => {
  database = await migratedDatabase();
  // As the service's own role: it may do no more than it has to.
  pool = createPool({ connectionString: database.url('key_management'), applicationName: 'service', max: 30 });
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 2 });
});
afterEach(async () => {
  await Promise.all([pool.end(), owner.end()]);
  await database.drop();
});

const record = (client: Pick<PoolClient, 'query'>, requestId: string) =>
  recordUserAction(client, { action: 'signed_in', time: new Date(), actor: null, accountId: null, requestId });
const begin = async (): Promise<PoolClient> => {
  const client = await pool.connect();
  await client.query('BEGIN');
  return client;
};
const end = async (client: PoolClient, how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
  await client.query(how);
  client.release();
};
const numbered = async (): Promise<[number, string][]> => {
  const { rows } = await owner.query<{ ordinal: string; line: { request_id: string; ordinal: number } }>(
    'SELECT ordinal, line FROM key_management.user_action_lines ORDER BY ordinal',
  );
  return rows.map(({ ordinal, line }) => [Number(ordinal), line.request_id]);
};

test('ordinals follow the order of commits: one that commits late comes late, and one that is rolled back leaves no gap', async () => {
  const [late, gone] = [await begin(), await begin()];
  await record(late, 'late');
  await record(gone, 'gone');
  // Neither waits for the two that are still open.
  for (const requestId of ['first', 'second']) await record(pool, requestId);
  await end(gone, 'ROLLBACK');
  await record(pool, 'third');
  await end(late, 'COMMIT');
  await record(pool, 'last');
  expect(await numbered()).toEqual([
    [1, 'first'],
    [2, 'second'],
    [3, 'third'],
    [4, 'late'],
    [5, 'last'],
  ]);
});

test('whoever reads while many commit sees 1 to N, never a number before those below it; nobody waits for ever', async () => {
  const TRANSACTIONS = 300;
  let left = TRANSACTIONS;
  const worker = async (): Promise<void> => {
    for (let mine = left--; mine > 0; mine = left--) {
      const client = await begin();
      // Two locks in two orders, as transactions of the service hold some.
      await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`row ${mine % 7}`]);
      await record(client, `${mine} a`);
      if (mine % 3 === 0) await record(client, `${mine} b`);
      await end(client, mine % 5 === 0 ? 'ROLLBACK' : 'COMMIT');
    }
  };
  let done = false;
  let looks = 0;
  const reader = async (): Promise<void> => {
    while (!done) {
      const ordinals = (await numbered()).map(([ordinal]) => ordinal);
      expect(ordinals).toEqual(ordinals.map((_, at) => at + 1));
      looks++;
    }
  };
  const reading = reader();
  await Promise.all(Array.from({ length: 20 }, worker));
  done = true;
  await reading;
  expect(looks).toBeGreaterThan(3);
  const committed = Array.from({ length: TRANSACTIONS }, (_, at) => at + 1).filter((mine) => mine % 5 !== 0);
  expect(await numbered()).toHaveLength(committed.length + committed.filter((mine) => mine % 3 === 0).length);
});

test('a transaction waits for its number when everything else is done, and others that hold what it wants come first', async () => {
  const slow = await begin();
  await record(slow, 'slow');
  // The number is taken, and the commit is not there yet.
  await slow.query('SET CONSTRAINTS ALL IMMEDIATE');
  const waiting = record(pool, 'waits');
  await until(async () => {
    const text = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'service'`;
    return ((await pool.query(text)).rowCount ?? 0) > 0;
  });
  expect(await numbered()).toEqual([]);
  await end(slow, 'COMMIT');
  await waiting;
  expect(await numbered()).toEqual([
    [1, 'slow'],
    [2, 'waits'],
  ]);
});

test('a row is shown as it is sealed, to the microsecond', async () => {
  await owner.query(`INSERT INTO key_management.user_actions (time, action, actor_type, actor_id, request_id, role)
    VALUES ('2026-11-26T10:00:00.123456+01:00', 'role_changed', 'operator', 'ada', 'r', 'viewer')`);
  const { rows } = await pool.query('SELECT line FROM key_management.user_action_lines');
  const nobody = { account_id: null, user_id: null, invitation_id: null };
  const line = { action: 'role_changed', actor_id: 'ada', actor_type: 'operator', request_id: 'r', role: 'viewer' };
  expect(rows).toEqual([{ line: { ...nobody, ...line, ordinal: 1, row: 1, time: '2026-11-26T09:00:00.123456Z' } }]);
});

test('rows that were there before have ordinals after the migration, in their order and without a gap', async () => {
  const older = await createTestDatabase();
  const before = sqlMigrations().findIndex(({ name }) => name.startsWith('Sealing'));
  const dataSource = await new DataSource({
    type: 'postgres',
    url: older.ownerUrl,
    schema: 'key_management',
    migrations: sqlMigrations().slice(0, before).map(migrationClass),
    migrationsTableName: 'migrations',
    installExtensions: false,
  }).initialize();
  try {
    await dataSource.query('CREATE SCHEMA key_management');
    await dataSource.runMigrations({ transaction: 'all' });
    for (const [at, committed] of [true, true, false, true].entries()) {
      const runner = dataSource.createQueryRunner();
      await runner.startTransaction();
      await runner.query(
        `INSERT INTO key_management.user_actions (time, action, request_id) VALUES (now(), 'signed_in', $1)`,
        [`before ${at}`],
      );
      await (committed ? runner.commitTransaction() : runner.rollbackTransaction());
      await runner.release();
    }
    await migrate(older.ownerUrl, {});
    await dataSource.query(
      `INSERT INTO key_management.user_actions (time, action, request_id) VALUES (now(), 'signed_in', 'after')`,
    );
    const rows = await dataSource.query<{ ordinal: string; line: { request_id: string; row: number } }[]>(
      'SELECT ordinal, line FROM key_management.user_action_lines ORDER BY ordinal',
    );
    expect(rows.map(({ ordinal, line }) => [ordinal, line.row, line.request_id])).toEqual([
      ['1', 1, 'before 0'],
      ['2', 2, 'before 1'],
      ['3', 4, 'before 3'],
      ['4', 5, 'after'],
    ]);
  } finally {
    await dataSource.destroy();
    await older.drop();
  }
});
