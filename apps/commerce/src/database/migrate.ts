import { sealsGrants } from '@latchkey/sealer';
import { DataSource } from 'typeorm';
import { MIGRATIONS, SCHEMA } from './migrations';
import grantAuditor from './sql/grant-auditor.sql';
import grantRights from './sql/grant-rights.sql';
import makeVolatileSchema from './sql/volatile-schema.sql';

export interface MigrateOptions {
  /** A connection that may create the schemas `commerce` and `commerce_volatile` and owns them afterwards. */
  readonly ownerUrl: string;
  /** The role that the service logs in as; without one nothing is granted. */
  readonly role?: string | undefined;
  /** Another one, which reads what was recorded and writes nothing. */
  readonly auditor?: string | undefined;
}

/** Any number, the same in every version: one migration at a time, whoever starts it. */
const MIGRATION_LOCK = 7_242_001;

/** Brings the schema up to date and answers the names of the migrations that ran. Harmless to repeat. */
export async function migrate({ ownerUrl, role, auditor }: MigrateOptions): Promise<string[]> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    applicationName: 'latchkey-commerce-migrate',
    connectTimeoutMS: 10_000,
    poolSize: 2,
    installExtensions: false,
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    schema: SCHEMA,
    logging: false,
  });
  await dataSource.initialize();
  const lockHolder = dataSource.createQueryRunner();
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await lockHolder.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
    await refuseNewerSchema(dataSource);
    const ran = await dataSource.runMigrations({ transaction: 'all' });
    await lockHolder.query(makeVolatileSchema);
    for (const statement of grants(role, auditor)) await lockHolder.query(statement);
    return ran.map(({ name }) => name);
  } finally {
    await lockHolder.release();
    await dataSource.destroy();
  }
}

function grants(role: string | undefined, auditor: string | undefined): string[] {
  const forRole = (sql: string, name: string) => sql.replaceAll('{{role}}', quoteIdentifier(name));
  return [
    ...(role === undefined ? [] : [grantRights, sealsGrants(SCHEMA)].map((sql) => forRole(sql, role))),
    ...(auditor === undefined ? [] : [forRole(grantAuditor, auditor)]),
  ];
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const [{ known }] = await dataSource.query<[{ known: boolean }]>(
    `SELECT to_regclass('${SCHEMA}.migrations') IS NOT NULL AS known`,
  );
  if (!known) return;
  const done = await dataSource.query<{ name: string }[]>(`SELECT name FROM ${SCHEMA}.migrations`);
  const ours = new Set(MIGRATIONS.map((Migration) => new Migration().name));
  if (done.some(({ name }) => !ours.has(name))) {
    throw new Error('the schema commerce was made by a newer version of Latchkey; nothing was changed');
  }
}

const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
