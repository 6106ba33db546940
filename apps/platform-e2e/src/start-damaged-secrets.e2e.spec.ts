import { createInstallation, type Installation, type StartRun } from '@latchkey/testing';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

describe('npm start where a secret file is damaged', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await createInstallation();
    const run = installation.start();
    await run.ready;
    await run.kill('SIGTERM');
  });
  afterAll(() => installation.dispose());

  test.each([
    ['peppers.json', 'emptied', 0],
    ['database-passwords.json', 'cut off', 40],
    ['operator-token', 'emptied', 0],
  ])('names %s, which was %s, says what to do next and starts nothing', async (name, _, length) => {
    const file = join(installation.dataDir, 'secrets', name);
    const contents = readFileSync(file);
    truncateSync(file, length);
    const run = installation.start();
    await expect(run.exited).resolves.toEqual({ code: 1, signal: null });
    writeFileSync(file, contents);
    expect(linesAfterFirst(run)).toEqual([
      `The file ${file} is damaged and what is stored cannot be read without it: put it back, or delete ${installation.dataDir} to start afresh.`,
    ]);
  });

  test('does not take the secrets of another data directory for those of its database', async () => {
    const file = join(installation.dataDir, 'secrets', 'root-key.json');
    const contents = readFileSync(file, 'utf8');
    const others = contents.replace(/"1":"[^"]+"/, `"1":"${Buffer.alloc(32, 7).toString('base64')}"`);
    expect(others).not.toBe(contents);
    writeFileSync(file, others);
    const run = installation.start();
    await expect(run.exited).resolves.toEqual({ code: 1, signal: null });
    writeFileSync(file, contents);
    expect(run.output().trimEnd().split('\n').at(-1)).toBe(
      `The secrets in ${join(installation.dataDir, 'secrets')} are not those that the database was set up with, and nothing in it can be used with others: put those back, or delete ${installation.dataDir} to start afresh.`,
    );
  });

  test('starts again once the files are as they were; keys between services, which nothing stored needs, it makes anew', async () => {
    truncateSync(join(installation.dataDir, 'secrets', 'commerce-service-key.json'), 40);
    const run = installation.start();
    await run.ready;
    await run.kill('SIGTERM');
  });
});

/** Above the line that says that it starts may be one about what was built. */
const linesAfterFirst = (run: StartRun): string[] => {
  const lines = run.output().trimEnd().split('\n');
  return lines.slice(lines.findIndex((line) => line.startsWith('Latchkey starts')) + 1);
};
