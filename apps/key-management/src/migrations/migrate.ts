import { DataSource, type Logger } from 'typeorm';
import { grantStatements, type Roles } from './grants';
import { migrationClass, sqlMigrations } from './migrations';
import { SCHEMA } from './schema';

/**
 * Brings the database up to date, all or nothing, and grants the services' roles their rights. Answers the names of the
 * migrations that were new. Several that run at once wait for each other. Rejects, with nothing changed, when a newer
 * version has been here.
 */
export const migrate = async (ownerUrl: string, roles: Roles): Promise<string[]> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: SCHEMA,
    migrations: sqlMigrations().map(migrationClass),
    migrationsTableName: 'migrations',
    installExtensions: false,
    // The advisory lock belongs to its connection, the migrations run on another.
    poolSize: 2,
    logger: silent,
  });
  await dataSource.initialize();
  try {
    const lock = dataSource.createQueryRunner();
    try {
      await lock.query(`SELECT pg_advisory_lock(hashtext('latchkey-migrate'))`);
      await lock.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
      await refuseNewerSchema(dataSource);
      const applied = await dataSource.runMigrations({ transaction: 'all' });
      for (const statement of grantStatements(roles)) await lock.query(statement);
      return applied.map(({ name }) => name);
    } finally {
      await lock.query(`SELECT pg_advisory_unlock_all()`).catch(() => undefined);
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
};

const refuseNewerSchema = async (dataSource: DataSource): Promise<void> => {
  const table = `${SCHEMA}.migrations`;
  const [{ known }] = await dataSource.query<[{ known: boolean }]>(
    `SELECT to_regclass('${table}') IS NOT NULL AS known`,
  );
  if (!known) return;
  const done = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${table}`);
  const ours = new Set(sqlMigrations().map(({ name }) => name));
  if (done.some(({ name }) => !ours.has(name))) {
    throw new Error(`the schema ${SCHEMA} was made by a newer version of Latchkey; nothing was changed`);
  }
};

/** With `logging: false` TypeORM still writes to the console when a migration fails; the error says the same. */
const nothing = (): void => undefined;
const silent: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
