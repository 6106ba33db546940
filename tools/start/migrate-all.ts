import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Database } from './database';
import { DIST } from './dist';
import { StartError } from './start-error';

/** Brings every service's schema up to date. Whatever was started has ended before a failure is passed on. */
export const migrateAll = async (database: Database, signal: AbortSignal): Promise<void> => {
  const outcomes = await Promise.allSettled(
    ['key-management', 'auth', 'commerce'].map((app) =>
      migrate(app, `${DIST}/apps/${app}/migrate.main.js`, database, signal),
    ),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
};

/** Runs one service's migrations to their end. */
const migrate = async (name: string, entry: string, database: Database, signal: AbortSignal): Promise<void> => {
  const child = spawn(process.execPath, [entry], {
    env: {
      PATH: process.env['PATH'],
      LATCHKEY_MODE: 'test',
      DATABASE_URL: database.ownerUrl,
      KEY_MANAGEMENT_ROLE: database.roles.key_management,
      AUTH_ROLE: database.roles.auth,
      COMMERCE_ROLE: database.roles.commerce,
      AUDITOR_ROLE: database.roles.auditor,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    signal,
  });
  // An abort is told by the exit as well.
  child.on('error', () => {});
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new StartError(`The database could not be brought up to date for ${name}:\n${output.trim()}`);
};
