import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';

const role = 'latchkey_auth';
let database: TestDatabase;
let owner: Pool;
let service: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' });
  service = createPool({ connectionString: database.url('auth'), applicationName: 'test' });
});
afterAll(async () => {
  await Promise.all([owner?.end(), service?.end()]);
  await database?.drop();
});

describe('migrating', () => {
  test('makes the schema once, also when two begin at the same time, and changes nothing when repeated', async () => {
    const { ownerUrl } = database;
    const runs = await Promise.all([migrate({ ownerUrl, role }), migrate({ ownerUrl, role })]);
    expect(runs.flat()).toEqual(MIGRATIONS.map((Migration) => new Migration().name));
    expect(await migrate({ ownerUrl, role })).toEqual([]);
  });

  test('gives the service its rows and nothing more: it owns nothing and deletes nothing', async () => {
    const allowed = ['SELECT FROM auth.last_used', 'UPDATE auth.last_used SET revision = revision'];
    for (const statement of allowed) expect((await service.query(statement)).rowCount).toBe(0);
    const forbidden = [
      'DELETE FROM auth.last_used',
      'TRUNCATE auth.last_used',
      'UPDATE auth.last_used_head SET epoch = epoch',
      'DELETE FROM auth.last_used_head',
      'INSERT INTO auth.last_used_head DEFAULT VALUES',
      'DROP TABLE auth.last_used',
      'CREATE TABLE auth.x ()',
      'SELECT FROM auth.migrations',
    ];
    for (const statement of forbidden) {
      await expect(service.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('refuses a schema that a newer version has made', async () => {
    await owner.query(`INSERT INTO auth.migrations (timestamp, name) VALUES (1, 'FromTheFuture9999999999999')`);
    await expect(migrate({ ownerUrl: database.ownerUrl, role })).rejects.toThrow(
      'the schema auth was made by a newer version of Latchkey; nothing was changed',
    );
    await owner.query(`DELETE FROM auth.migrations WHERE timestamp = 1`);
  });

  test('takes any role name literally', async () => {
    await expect(migrate({ ownerUrl: database.ownerUrl, role: 'x"; DROP SCHEMA auth CASCADE; --' })).rejects.toThrow();
    expect((await owner.query('SELECT FROM auth.last_used')).rowCount).toBe(0);
  });
});
