import { createInstallation, type Installation } from '@latchkey/testing';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

describe('npm start after a kill -9 while the database files were made', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await createInstallation();
  });
  afterAll(() => installation.dispose());

  const unfinished = (): string[] =>
    existsSync(installation.dataDir)
      ? readdirSync(installation.dataDir).filter((name) => name.startsWith('postgres.'))
      : [];
  const has = (...names: string[]): boolean =>
    unfinished().some((directory) => existsSync(join(installation.dataDir, directory, ...names)));

  test('carries on at once, whatever point it had come to, and clears away what was left', async () => {
    for (const point of [['pg_wal'], ['base', '1'], ['base', '1', 'pg_filenode.map'], ['base', '4']]) {
      const killed = installation.start();
      while (!has(...point)) await sleep(1);
      await expect(killed.kill('SIGKILL')).resolves.toEqual({ code: null, signal: 'SIGKILL' });
    }
    expect(existsSync(join(installation.dataDir, 'postgres'))).toBe(false);
    const run = installation.start();
    await run.ready;
    expect(unfinished()).toEqual([]);
  });
});
