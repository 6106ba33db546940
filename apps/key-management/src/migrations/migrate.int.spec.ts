import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { migrate } from './migrate';
import { sqlMigrations } from './migrations';

const roles = { keyManagement: 'latchkey_key_management', auth: 'latchkey_auth' };
const databases: TestDatabase[] = [];
const pools: Pool[] = [];

const create = async (): Promise<TestDatabase> => {
  const database = await createTestDatabase();
  databases.push(database);
  return database;
};
const connect = (connectionString: string): Pool => {
  const pool = createPool({ connectionString, applicationName: 'test', max: 1 });
  pools.push(pool);
  return pool;
};
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await Promise.all(databases.map((database) => database.drop()));
});

describe('migrations', () => {
  test('run once, in order, the event store’s first; again they find nothing to do', async () => {
    const { ownerUrl } = await create();
    const names = sqlMigrations().map(({ name }) => name);
    expect(await migrate(ownerUrl, roles)).toEqual(names);
    expect(names[0]).toMatch(/^EventStore/);
    expect(names.every((name) => /\d{13}$/.test(name))).toBe(true);
    expect(await migrate(ownerUrl, roles)).toEqual([]);
  });

  test('run once also when several start at the same time, and without any role to grant to', async () => {
    const { ownerUrl } = await create();
    const applied = await Promise.all([migrate(ownerUrl, {}), migrate(ownerUrl, {}), migrate(ownerUrl, {})]);
    expect(applied.flat().sort()).toEqual(
      sqlMigrations()
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('are refused for a schema that a newer version has made, rights included', async () => {
    const { ownerUrl, url } = await create();
    await migrate(ownerUrl, {});
    const future = `INSERT INTO key_management.migrations (timestamp, name) VALUES (1, 'FromTheFuture9999999999999')`;
    await connect(ownerUrl).query(future);
    await expect(migrate(ownerUrl, roles)).rejects.toThrow(
      'the schema key_management was made by a newer version of Latchkey; nothing was changed',
    );
    const read = connect(url('key_management')).query('SELECT FROM key_management.accounts');
    await expect(read).rejects.toMatchObject({ code: '42501' });
  });

  test('leave nothing behind when one of them fails', async () => {
    const { ownerUrl } = await create();
    const owner = connect(ownerUrl);
    await owner.query('CREATE SCHEMA key_management; CREATE TABLE key_management.merchants ()');
    await expect(migrate(ownerUrl, roles)).rejects.toThrow(/merchants/);
    const { rows } = await owner.query(`SELECT to_regclass('event_store.events') AS found`);
    expect(rows).toEqual([{ found: null }]);
  });
});

describe('rights', () => {
  let keyManagement: Pool;
  let auth: Pool;
  beforeAll(async () => {
    const database = await create();
    await migrate(database.ownerUrl, roles);
    keyManagement = connect(database.url('key_management'));
    auth = connect(database.url('auth'));
  });

  test.each([
    `INSERT INTO event_store.events SELECT * FROM event_store.events`,
    `UPDATE event_store.events SET type = 'x'`,
    `DELETE FROM event_store.events`,
    `TRUNCATE event_store.events`,
    `SELECT event_store.renew_log_id()`,
    `ALTER TABLE key_management.api_keys ADD COLUMN x int`,
    `DROP TABLE key_management.api_keys`,
    `CREATE TABLE key_management.mine (id int)`,
    `SELECT * FROM key_management.migrations`,
    `TRUNCATE key_management.idempotency_records`,
    `DELETE FROM key_management.users`,
    `UPDATE key_management.user_actions SET time = now()`,
    `DELETE FROM key_management.user_actions`,
    `TRUNCATE key_management.user_actions`,
    `ALTER TABLE key_management.user_actions DISABLE TRIGGER ALL`,
    `INSERT INTO key_management.user_action_ordinals VALUES (1, 1)`,
    `UPDATE key_management.user_action_counter SET last = 0`,
    `UPDATE key_management.seals SET seal = ''`,
    `DELETE FROM key_management.seals`,
    `DELETE FROM key_management.tree_tiles`,
    `DELETE FROM key_management.tree_heads`,
    `DELETE FROM key_management.sealing`,
  ])('key-management may not: %s', async (statement) => {
    await expect(keyManagement.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test.each([
    'accounts',
    'merchants',
    'api_keys',
    'idempotency_records',
    'read_model_checkpoint',
    'sessions',
    'known_devices',
    'one_time_links',
    'throttle_buckets',
  ])('key-management may use its table %s', async (table) => {
    await expect(keyManagement.query(`SELECT * FROM key_management.${table}`)).resolves.toBeDefined();
    await expect(keyManagement.query(`DELETE FROM key_management.${table} WHERE false`)).resolves.toBeDefined();
  });

  test('auth may read the log and nothing of ours', async () => {
    await expect(auth.query('SELECT * FROM event_store.events')).resolves.toBeDefined();
    await expect(auth.query('SELECT * FROM key_management.api_keys')).rejects.toMatchObject({ code: '42501' });
    await expect(auth.query('INSERT INTO event_store.events SELECT * FROM event_store.events')).rejects.toMatchObject({
      code: '42501',
    });
  });
});
