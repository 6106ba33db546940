import { createPool, type Pool } from '@latchkey/postgres';

export type DatabaseRole = { readonly name: string; readonly password: string };

const NAMES = /^[a-z][a-z0-9_]{0,62}$/;

/** Makes a role that may log in and nothing else, or sets the password of the one that is there. */
export const ensureRole = async (adminUrl: string, role: DatabaseRole): Promise<void> =>
  withPool(adminUrl, async (pool) => {
    const { rowCount } = await pool.query('select from pg_roles where rolname = $1', [role.name]);
    const statement = rowCount ? 'alter role %I login' : 'create role %I login nosuperuser nocreatedb nocreaterole';
    // A password cannot be a parameter of these statements: the server itself quotes it.
    const { rows } = await pool.query<{ statement: string }>(
      `select format('${statement} password %L', $1::text, $2::text) as statement`,
      [role.name, role.password],
    );
    await pool.query(rows[0]?.statement ?? '');
  });

/** Lets roles into a database that is somebody else's. */
export const grantConnect = async (adminUrl: string, users: readonly string[]): Promise<void> =>
  withPool(adminUrl, async (pool) => {
    for (const user of users) {
      const { rows } = await pool.query<{ statement: string }>(
        `select format('grant connect on database %I to %I', current_database(), $1::text) as statement`,
        [user],
      );
      await pool.query(rows[0]?.statement ?? '');
    }
  });

/** Makes a database that belongs to `owner` and that only `users` may enter; with `template`, as a copy of that database. */
export const ensureDatabase = async (
  superuserUrl: string,
  database: {
    readonly name: string;
    readonly owner: string;
    readonly users: readonly string[];
    readonly template?: string;
  },
): Promise<void> =>
  withPool(superuserUrl, async (pool) => {
    const names = [database.name, database.owner, ...database.users, ...(database.template ? [database.template] : [])];
    const bad = names.find((name) => !NAMES.test(name));
    if (bad !== undefined) throw new Error(`not a plain database or role name: ${bad}`);

    const { rowCount } = await pool.query('select from pg_database where datname = $1', [database.name]);
    const copy = database.template ? `template ${database.template}` : '';
    if (!rowCount) await pool.query(`create database ${database.name} owner ${database.owner} ${copy}`);
    await pool.query(`revoke all on database ${database.name} from public`);
    for (const user of database.users) await pool.query(`grant connect on database ${database.name} to ${user}`);
  });

const withPool = async <T>(connectionString: string, work: (pool: Pool) => Promise<T>): Promise<T> => {
  const pool = createPool({
    connectionString,
    applicationName: 'latchkey-setup',
    max: 1,
    statementTimeoutMs: 60_000,
    lockTimeoutMs: 30_000,
  });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
};
