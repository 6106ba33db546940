import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from './test-database';

describe('a test database', () => {
  const pools: Pool[] = [];
  const databases: TestDatabase[] = [];
  const connect = (connectionString: string): Pool => {
    const pool = createPool({ connectionString, applicationName: 'test', max: 1 });
    pools.push(pool);
    return pool;
  };
  const create = async (options?: Parameters<typeof createTestDatabase>[0]) => {
    const database = await createTestDatabase(options);
    databases.push(database);
    return database;
  };

  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await Promise.all(databases.map((database) => database.drop()));
  });

  test('is nobody else’s', async () => {
    const [one, other] = [await create(), await create()];
    await connect(one.ownerUrl).query('create table mine (id int)');
    const { rows } = await connect(other.ownerUrl).query("select to_regclass('mine') as found");
    expect(rows).toEqual([{ found: null }]);
  });

  test('lets a service’s role in, without any right to make things', async () => {
    const database = await create();
    const pool = connect(database.url('commerce'));
    await expect(pool.query('select current_user as me')).resolves.toMatchObject({
      rows: [{ me: 'latchkey_commerce' }],
    });
    await expect(pool.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' });
    await expect(pool.query('create schema mine')).rejects.toMatchObject({ code: '42501' });
  });

  test('has every service’s schema, if asked for, belonging to the owner', async () => {
    const [one, other] = await Promise.all([create({ migrations: 'all' }), create({ migrations: 'all' })]);
    for (const database of [one, other]) {
      const { rows } = await connect(database.ownerUrl).query(
        `select nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner
          where rolname = 'latchkey_owner' and nspname in ('event_store', 'key_management', 'commerce') order by 1`,
      );
      expect(rows).toEqual(['commerce', 'event_store', 'key_management'].map((nspname) => ({ nspname })));
    }
  });
});
