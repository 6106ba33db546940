import { portIsFree } from '@latchkey/embedded-postgres';
import { createPool } from '@latchkey/postgres';
import {
  createInstallation,
  createTestDatabase,
  type Installation,
  type StartRun,
  type TestDatabase,
  testServer,
} from '@latchkey/testing';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

describe('npm start with DATABASE_URL', () => {
  let first: Installation;
  let second: Installation;
  let database: TestDatabase;
  let DATABASE_URL: string;
  let run: StartRun;
  beforeAll(async () => {
    [first, second, database] = await Promise.all([createInstallation(), createInstallation(), createTestDatabase()]);
    DATABASE_URL = await urlOfRoleMaker(database.name);
    run = first.start({ DATABASE_URL, LATCHKEY_DEMO: 'on', LATCHKEY_AUTH_REPLICAS: '2' });
    await run.ready;
  });
  afterAll(async () => {
    await Promise.all([first.dispose(), second.dispose()]);
    await database.drop();
  });

  test('uses that server, as a user that is no superuser, puts no demo into it, and starts as many auth as asked', async () => {
    const { demo, auth_urls } = first.local();
    expect(demo).toBeUndefined();
    expect(auth_urls).toEqual([2, 20].map((offset) => `http://127.0.0.1:${first.portBase + offset}`));
    await expect(portIsFree(first.portBase + 9)).resolves.toBe(true);
    expect(existsSync(join(first.dataDir, 'postgres'))).toBe(false);
  });

  test('refuses the database of another data directory, however often it is asked, and leaves it as it was', async () => {
    const before = await stateOf(database.name);
    for (let attempt = 1; attempt <= 2; attempt++) {
      const refused = second.start({ DATABASE_URL });
      await expect(refused.exited).resolves.toEqual({ code: 1, signal: null });
      expect(lastLine(refused)).toBe(BELONGS_TO_ANOTHER);
    }
    await expect(stateOf(database.name)).resolves.toEqual(before);
    await expect(openAccount(first)).resolves.toBe(201);
  });

  test('keeps nothing in the database from which a secret could be told', async () => {
    const rows = await query(database.name, 'select * from latchkey.installation');
    expect(rows).toEqual([{ fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
  });

  test('starts again with the data directory that the database belongs to', async () => {
    await run.kill('SIGTERM');
    run = first.start({ DATABASE_URL });
    await run.ready;
    await expect(openAccount(first)).resolves.toBe(201);
  });

  test('knows a database from before it was marked by the passwords of its roles', async () => {
    await run.kill('SIGTERM');
    await query(database.name, 'drop schema latchkey cascade');
    const refused = second.start({ DATABASE_URL });
    await expect(refused.exited).resolves.toEqual({ code: 1, signal: null });
    expect(lastLine(refused)).toBe(BELONGS_TO_ANOTHER);
    run = first.start({ DATABASE_URL });
    await run.ready;
    await expect(query(database.name, 'select from latchkey.installation')).resolves.toHaveLength(1);
  });

  test('takes an empty database with a data directory that was in use, and says that nothing from before is in it', async () => {
    await run.kill('SIGTERM');
    const empty = await createTestDatabase();
    run = first.start({ DATABASE_URL: await urlOfRoleMaker(empty.name) });
    await run.ready;
    expect(run.output()).toContain('the database is new: nothing that was stored before is in it');
    await run.kill('SIGTERM');
    await empty.drop();
  });

  test('that failed before anything was set up leaves the database to any data directory', async () => {
    const empty = await createTestDatabase();
    const url = await urlOfRoleMaker(empty.name, 'nocreaterole');
    const failed = second.start({ DATABASE_URL: url });
    await expect(failed.exited).resolves.toEqual({ code: 1, signal: null });
    expect(lastLine(failed)).toMatch(/^The database that DATABASE_URL names cannot be prepared/);
    rmSync(second.dataDir, { recursive: true });
    await query(empty.name, `alter role ${empty.name}_admin createrole`);
    const again = second.start({ DATABASE_URL: url });
    await again.ready;
    await again.kill('SIGTERM');
    await empty.drop();
  });
});

const BELONGS_TO_ANOTHER =
  'The database that DATABASE_URL names belongs to another data directory, without whose secrets nothing in it can be used: ' +
  'set LATCHKEY_DATA_DIR to that directory, or DATABASE_URL to an empty database.';

/** The owner of the database, who may make roles, but is no superuser. */
const urlOfRoleMaker = async (name: string, right = 'createrole'): Promise<string> => {
  await query('postgres', `create role ${name}_admin login ${right} password 'of-the-test'`);
  await query('postgres', `alter database ${name} owner to ${name}_admin`);
  const url = new URL(testServer().superuserUrl);
  url.username = `${name}_admin`;
  url.password = 'of-the-test';
  url.pathname = `/${name}`;
  return url.href;
};

const query = async (database: string, sql: string, values: readonly unknown[] = []): Promise<unknown[]> => {
  const url = new URL(testServer().superuserUrl);
  url.pathname = `/${database}`;
  const pool = createPool({ connectionString: url.href, applicationName: 'test', max: 1 });
  try {
    return (await pool.query(sql, [...values])).rows;
  } finally {
    await pool.end();
  }
};

/** What a start could change: its roles with their passwords, its schemas and tables. */
const stateOf = async (name: string): Promise<unknown[]> =>
  query(
    name,
    `select rolname as name, rolpassword as detail from pg_authid where starts_with(rolname, $1)
     union all select nspname, nspacl::text from pg_namespace where nspname !~ '^pg_'
     union all select oid::regclass::text, relacl::text from pg_class where relkind = 'r' order by 1`,
    [name],
  );

const openAccount = async ({ local }: Installation): Promise<number> => {
  const { key_management_url, operator_token } = local();
  const response = await fetch(`${key_management_url}/accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operator_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Anybody' }),
  });
  return response.status;
};

const lastLine = (run: StartRun): string => run.output().trimEnd().split('\n').at(-1) ?? '';
