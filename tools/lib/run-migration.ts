import { repositoryRoot } from '@latchkey/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Brings the database of one app up to date, as it was built, without roles. */
export async function runMigration(app: string, databaseUrl: string): Promise<void> {
  const child = spawn(process.execPath, [join(repositoryRoot, `dist/apps/${app}/migrate.main.js`)], {
    env: { PATH: process.env['PATH'], LATCHKEY_MODE: 'test', DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the database could not be brought up to date for ${app}`);
}
