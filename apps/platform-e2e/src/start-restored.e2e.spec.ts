import { createInstallation, type Installation } from '@latchkey/testing';
import { rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

describe('npm start where only part of a data directory was restored', () => {
  let installation: Installation;
  let before: ReturnType<Installation['local']>;
  beforeAll(async () => {
    installation = await createInstallation();
    const run = installation.start({ LATCHKEY_DEMO: 'on' });
    await run.ready;
    before = installation.local();
    await run.kill('SIGTERM');
  });
  afterAll(() => installation.dispose());

  test('names a damaged file about the demo account and what to do next', async () => {
    const file = join(installation.dataDir, 'demo.json');
    truncateSync(file, 5);
    const run = installation.start({ LATCHKEY_DEMO: 'on' });
    await expect(run.exited).resolves.toEqual({ code: 1, signal: null });
    expect(run.output().trimEnd().split('\n').at(-1)).toBe(
      `The file ${file} is damaged: put it back, or delete it to have a demo account made anew.`,
    );
  });

  test('makes a new database with the secrets that are there, says that it is new, and makes the demo account anew', async () => {
    const { operator_token, demo } = before;
    rmSync(join(installation.dataDir, 'postgres'), { recursive: true });
    const run = installation.start({ LATCHKEY_DEMO: 'on' });
    await run.ready;
    expect(run.output()).toContain('the database is new: nothing that was stored before is in it');
    expect(installation.local().operator_token).toBe(operator_token);
    expect(installation.local().demo?.account_id).not.toBe(demo?.account_id);
    await run.kill('SIGTERM');
  });
});
