import { stopEarlierServer } from '@latchkey/embedded-postgres';
import { existsSync, rmSync } from 'node:fs';
import { type Database, type Prepared, prepareExternal, prepareOwn } from './database';
import { type DataDirectory } from './data-directory';
import { startEmbeddedDatabase } from './embedded-database';
import { migrateAll } from './migrate-all';
import { type Ports } from './ports';
import { type Secrets } from './secrets';
import { type StartSettings } from './settings';
import { StartError } from './start-error';
import { type StartContext } from './start-system';

export type DatabaseContext = StartContext & {
  readonly settings: StartSettings;
  readonly data: DataDirectory;
  readonly ports: Ports;
  readonly secrets: Secrets;
};

/** Stops the PostgreSQL that a killed start left running, so that its port is free again. */
export const endEarlierDatabase = async (data: DataDirectory): Promise<void> => {
  if (existsSync(filesOf(data))) await stopEarlierServer(filesOf(data));
};

/** Starts the embedded PostgreSQL, or takes the one that was named; brings the schemas up to date. */
export const startDatabase = async (context: DatabaseContext): Promise<Database> => {
  const { settings, data, secrets, signal, say } = context;
  const { database, claim } =
    settings.databaseUrl === null ? await startEmbedded(context) : await prepareExternal(settings.databaseUrl, secrets);
  if (claim === "another's") throw foreign(context);
  if (claim === 'new' && data.isComplete) say('  the database is new: nothing that was stored before is in it');
  signal.throwIfAborted();
  await migrateAll(database, signal);
  say('  database schemas are up to date');
  return database;
};

const startEmbedded = async ({ data, ports, secrets, stops, say }: DatabaseContext): Promise<Prepared> => {
  const isFirst = !existsSync(filesOf(data));
  // Its account went with the files of an earlier database.
  if (isFirst) rmSync(data.at('demo.json'), { force: true });
  const server = await startEmbeddedDatabase({
    dataDir: filesOf(data),
    logFile: data.at('logs', 'postgres.log'),
    port: ports.postgres,
    superuserPassword: secrets.databasePasswords.superuser,
    say,
  });
  stops.add('database', server.stop);
  say(`  PostgreSQL on 127.0.0.1:${ports.postgres}${isFirst ? ' (new)' : ''}`);
  return prepareOwn(server.url(), secrets);
};

const foreign = ({ settings, data }: DatabaseContext): StartError =>
  new StartError(
    settings.databaseUrl === null
      ? `The secrets in ${data.at('secrets')} are not those that the database was set up with, and nothing in it can be used with others: put those back, or delete ${data.path} to start afresh.`
      : 'The database that DATABASE_URL names belongs to another data directory, without whose secrets nothing in it can be used: set LATCHKEY_DATA_DIR to that directory, or DATABASE_URL to an empty database.',
  );

const filesOf = (data: DataDirectory): string => data.at('postgres');
