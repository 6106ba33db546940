import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';

let database: TestDatabase;
let owner: Pool;
let service: Pool;
let role: string;

beforeAll(async () => {
  database = await createTestDatabase();
  role = decodeURIComponent(new URL(database.url('commerce')).username);
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' });
  service = createPool({ connectionString: database.url('commerce'), applicationName: 'test' });
});
afterAll(async () => {
  await Promise.all([owner?.end(), service?.end()]);
  await database?.drop();
});

describe('migrating', () => {
  test('makes the schema once, also when two begin at the same time, and changes nothing when repeated', async () => {
    const runs = await Promise.all([
      migrate({ ownerUrl: database.ownerUrl, role }),
      migrate({ ownerUrl: database.ownerUrl, role }),
    ]);
    expect(runs.flat()).toEqual(MIGRATIONS.map((Migration) => new Migration().name));
    expect(await migrate({ ownerUrl: database.ownerUrl, role })).toEqual([]);
  });

  test('gives the service its rows and nothing more: it can neither change a card nor its own tables', async () => {
    const allowed = [
      'SELECT FROM commerce.tokens',
      'DELETE FROM commerce.tokens',
      `UPDATE commerce.tokens SET network_token_status = 'active'`,
      'SELECT FROM commerce.account_keys',
      'SELECT FROM commerce.network_tokens',
      'SELECT FROM commerce.payment_data',
      'SELECT FROM commerce.access_records',
      'DELETE FROM commerce.merchant_encryption_keys',
      'UPDATE commerce.merchant_encryption_keys SET activated_at = now()',
      'DELETE FROM commerce_volatile.security_codes',
    ];
    for (const statement of allowed) expect((await service.query(statement)).rowCount).toBe(0);
    const forbidden = [
      `UPDATE commerce.tokens SET account_id = account_id`,
      'TRUNCATE commerce.tokens',
      'UPDATE commerce.account_keys SET key_id = key_id',
      'DELETE FROM commerce.account_keys',
      'DELETE FROM commerce.network_tokens',
      'UPDATE commerce.network_tokens SET provider = provider',
      'DELETE FROM commerce.payment_data',
      'UPDATE commerce.payment_data SET success = success',
      'UPDATE commerce.merchant_encryption_keys SET encryption_key = encryption_key',
      `INSERT INTO commerce.access_records (ordinal) VALUES (1)`,
      'UPDATE commerce.access_records SET ordinal = ordinal',
      'DELETE FROM commerce.access_records',
      'TRUNCATE commerce.access_records',
      'UPDATE commerce_volatile.security_codes SET expires_at = expires_at',
      'CREATE TABLE commerce_volatile.x ()',
      'ALTER TABLE commerce.tokens ADD COLUMN x int',
      'DROP TABLE commerce.tokens',
      'CREATE TABLE commerce.x ()',
      'SELECT FROM commerce.migrations',
    ];
    for (const statement of forbidden) {
      await expect(service.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('lets an auditor read who reached what, and the seals over it, and nothing of a card', async () => {
    const url = database.url('auditor');
    await migrate({ ownerUrl: database.ownerUrl, auditor: decodeURIComponent(new URL(url).username) });
    const auditor = createPool({ connectionString: url, applicationName: 'test' });
    const tables = 'access_records, access_record_lines, tree_heads, tree_tiles, seals, sealing_keys'.split(', ');
    for (const table of tables) expect((await auditor.query(`SELECT FROM commerce.${table}`)).rowCount).toBe(0);
    for (const statement of [
      'SELECT FROM commerce.tokens',
      'SELECT FROM commerce.payment_data',
      'SELECT FROM commerce_volatile.security_codes',
      'DELETE FROM commerce.access_records',
      `SELECT commerce.append_access_records('[]')`,
      'SELECT commerce.remove_old_access_records(90, 1)',
    ])
      await expect(auditor.query(statement)).rejects.toMatchObject({ code: '42501' });
    await auditor.end();
  });

  test('makes the schema for what no dump holds again, as after restoring a dump without it', async () => {
    await owner.query('DROP SCHEMA commerce_volatile CASCADE');
    expect(await migrate({ ownerUrl: database.ownerUrl, role })).toEqual([]);
    expect((await service.query('SELECT FROM commerce_volatile.security_codes')).rowCount).toBe(0);
    const { rows } = await owner.query(
      `SELECT relname, relpersistence FROM pg_class
       WHERE relnamespace IN ('commerce'::regnamespace, 'commerce_volatile'::regnamespace) AND relkind = 'r'`,
    );
    // Unlogged is what is lost in a crash, and in no base backup: the security codes, and nothing else.
    const unlogged = rows.filter(({ relpersistence }) => relpersistence === 'u').map(({ relname }) => relname);
    expect(unlogged).toEqual(['security_codes']);
  });

  test('refuses a schema that a newer version has made', async () => {
    await owner.query(`INSERT INTO commerce.migrations (timestamp, name) VALUES (1, 'FromTheFuture9999999999999')`);
    await expect(migrate({ ownerUrl: database.ownerUrl, role })).rejects.toThrow(
      'the schema commerce was made by a newer version of Latchkey; nothing was changed',
    );
    await owner.query(`DELETE FROM commerce.migrations WHERE timestamp = 1`);
  });

  test('takes any role name literally', async () => {
    await expect(
      migrate({ ownerUrl: database.ownerUrl, role: 'x"; DROP SCHEMA commerce CASCADE; --' }),
    ).rejects.toThrow();
    expect((await owner.query('SELECT FROM commerce.tokens')).rowCount).toBe(0);
  });
});
