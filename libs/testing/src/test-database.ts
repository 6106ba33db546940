import { ensureDatabase } from '@latchkey/embedded-postgres';
import { createPool, type PoolClient } from '@latchkey/postgres';
import { randomBytes } from 'node:crypto';
import { runMigrations } from './run-migrations';
import { DATABASE_USERS, type DatabaseUser, roleName, rolePassword, testServer } from './test-server';

export type TestDatabase = {
  readonly name: string;
  /** May do anything in this database; what migrations run as. */
  readonly ownerUrl: string;
  url(user: DatabaseUser): string;
  drop(): Promise<void>;
};

/**
 * A database that nobody else uses, on the run's PostgreSQL. `none` (default) is empty; `all` has every service's migrations,
 * which run once per test run: the database is a copy.
 */
export const createTestDatabase = async (options: { migrations?: 'none' | 'all' } = {}): Promise<TestDatabase> => {
  const { superuserUrl } = testServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = options.migrations === 'all' ? { template: await ensureTemplate() } : {};
  await ensureDatabase(superuserUrl, {
    name,
    owner: roleName('owner'),
    users: DATABASE_USERS.map(roleName),
    ...template,
  });
  return {
    name,
    ownerUrl: databaseUrl(name, 'owner'),
    url: (user) => databaseUrl(name, user),
    drop: () =>
      asSuperuser(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
};

const ensureTemplate = async (): Promise<string> => {
  const { superuserUrl, run } = testServer();
  const name = `template_${run}`;
  await asSuperuser(async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await ensureDatabase(superuserUrl, { name: unfinished, owner: roleName('owner'), users: [] });
    await runMigrations(databaseUrl(unfinished, 'owner'));
    await client.query(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
};

const databaseUrl = (name: string, user: DatabaseUser): string => {
  const url = new URL(testServer().superuserUrl);
  url.username = roleName(user);
  url.password = rolePassword(user);
  url.pathname = `/${name}`;
  return url.href;
};

const asSuperuser = async (work: (client: PoolClient) => Promise<void>): Promise<void> => {
  const pool = createPool({
    connectionString: testServer().superuserUrl,
    applicationName: 'latchkey-testing',
    max: 1,
    statementTimeoutMs: 120_000,
    lockTimeoutMs: 120_000,
  });
  const client = await pool.connect();
  try {
    await work(client);
  } finally {
    client.release(true);
    await pool.end();
  }
};
