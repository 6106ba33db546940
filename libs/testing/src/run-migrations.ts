import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, runSource } from './repository';
import { roleName } from './test-server';

const ENTRY_POINTS = ['key-management', 'auth', 'commerce'].map((app) => `apps/${app}/src/migrate.main.ts`);

/** Runs the services' own migrations, from source, so that tests of one library need no build of everything. */
export const runMigrations = async (ownerUrl: string): Promise<void> => {
  for (const entry of ENTRY_POINTS) {
    if (!existsSync(join(repositoryRoot, entry)))
      throw new Error(`There is no ${entry} yet: ask for { migrations: 'none' }.`);
    await run(entry, ownerUrl);
  }
};

const run = (entry: string, ownerUrl: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, runSource(entry), {
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        LATCHKEY_MODE: 'test',
        DATABASE_URL: ownerUrl,
        KEY_MANAGEMENT_ROLE: roleName('key_management'),
        AUTH_ROLE: roleName('auth'),
        COMMERCE_ROLE: roleName('commerce'),
        AUDITOR_ROLE: roleName('auditor'),
      },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${entry} failed (${code}):\n${output}`)),
    );
  });
