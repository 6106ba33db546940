import { createPool, inTransaction, type Pool, type PoolClient } from '@latchkey/postgres';
import createInstallation from './sql/create-installation.sql';

export type ClaimRequest = {
  readonly ownerUrl: string;
  readonly fingerprint: string;
  /** With the password that these secrets give a service. */
  readonly serviceUrl: string;
  /** Sets the database up; not called if it is another's. */
  readonly prepare: () => Promise<void>;
};

/** `new`: it was empty. `another's`: it was set up with other secrets, and nothing in it has been changed. */
export type Claim = 'new' | 'ours' | "another's";

/**
 * Sets a database up unless it was set up with other secrets. An empty one is marked with the fingerprint of ours, in one
 * transaction around `prepare`: whoever comes at the same time waits, and a failure leaves it to anybody.
 */
export const claimDatabase = ({ ownerUrl, ...request }: ClaimRequest): Promise<Claim> =>
  withPool(ownerUrl, (pool) => inTransaction(pool, (client) => claim(client, request)));

const claim = async (client: PoolClient, request: Omit<ClaimRequest, 'ownerUrl'>): Promise<Claim> => {
  await client.query("select pg_advisory_xact_lock(hashtext('latchkey.installation'))");
  const marked = await fingerprintIn(client);
  if (marked !== null && marked !== request.fingerprint) return "another's";
  const isUsed = marked !== null || (await hasOurSchemas(client));
  if (marked === null) {
    // Databases from before there was a mark are known by the passwords of their roles.
    if (isUsed && !(await canLogIn(request.serviceUrl))) return "another's";
    await client.query(createInstallation);
    await client.query('insert into latchkey.installation (fingerprint) values ($1)', [request.fingerprint]);
  }
  await request.prepare();
  return isUsed ? 'ours' : 'new';
};

const fingerprintIn = async (client: PoolClient): Promise<string | null> => {
  const table = await client.query("select where to_regclass('latchkey.installation') is not null");
  if (table.rowCount === 0) return null;
  const { rows } = await client.query<{ fingerprint: string }>('select fingerprint from latchkey.installation');
  return rows[0]?.fingerprint ?? null;
};

const hasOurSchemas = async (client: PoolClient): Promise<boolean> => {
  const schemas = ['key_management', 'event_store', 'commerce'];
  const { rowCount } = await client.query('select from pg_namespace where nspname = any ($1)', [schemas]);
  return rowCount !== 0;
};

const canLogIn = async (url: string): Promise<boolean> => {
  try {
    await withPool(url, (pool) => pool.query('select'));
    return true;
  } catch (error) {
    const INVALID_AUTHORIZATION = '28';
    if (String(Reflect.get(error as Error, 'code')).startsWith(INVALID_AUTHORIZATION)) return false;
    throw error;
  }
};

const withPool = async <T>(connectionString: string, work: (pool: Pool) => Promise<T>): Promise<T> => {
  const pool = createPool({
    connectionString,
    applicationName: 'latchkey-setup',
    max: 1,
    statementTimeoutMs: 60_000,
    lockTimeoutMs: 30_000,
    // The transaction waits while `prepare` works on connections of its own.
    idleInTransactionTimeoutMs: 120_000,
  });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
};
