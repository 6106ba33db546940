import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readSecretFile } from './secret-file';

const SECRET = 'c2VjcmV0LXNlY3JldC1zZWNyZXQ';
const schema = z.object({ current: z.number(), keys: z.record(z.string(), z.string().max(100)) });
const onPosix = process.platform === 'win32' ? test.skip : test;

describe('readSecretFile', () => {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-secret-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  let count = 0;
  const file = (contents: string, mode = 0o600): string => {
    const path = join(directory, `${count++}.json`);
    writeFileSync(path, contents, { mode });
    chmodSync(path, mode);
    return path;
  };
  const read = (path: string, mode: 'live' | 'test' = 'live') =>
    readSecretFile({ setting: 'ROOT_KEY_FILE', path, schema, mode });
  const good = { current: 1, keys: { 1: SECRET } };

  test('reads what the schema wants', () => {
    expect(read(file(JSON.stringify(good)))).toEqual(good);
  });

  test.each([
    ['is absent', () => join(directory, 'absent.json'), /ROOT_KEY_FILE names a file that cannot be read \(ENOENT\)/],
    ['is a directory', () => directory, /ROOT_KEY_FILE must name an ordinary file/],
    ['is not JSON', () => file(`{"current":1,"keys":"${SECRET}`), /ROOT_KEY_FILE names a file that is not JSON/],
    [
      'has other contents',
      () => file(JSON.stringify({ current: SECRET, keys: {} })),
      /ROOT_KEY_FILE names a file with unexpected contents \(at current\)/,
    ],
  ])('refuses a file that %s, by the name of the setting and without its contents', (_, path, message) => {
    let error: unknown;
    try {
      read(path());
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'SettingsError', message: expect.stringMatching(message) });
    expect(String((error as Error).stack)).not.toContain(SECRET);
  });

  onPosix.each([0o640, 0o604, 0o622])('refuses a file of mode %o', (mode) => {
    expect(() => read(file(JSON.stringify(good), mode))).toThrow(/ROOT_KEY_FILE .*its mode must be 0600/);
  });

  test('live refuses what was generated for development; test takes it', () => {
    const path = file(JSON.stringify({ ...good, generated_for: 'development' }));
    expect(() => read(path, 'live')).toThrow(/ROOT_KEY_FILE .*which LATCHKEY_MODE=live refuses/);
    expect(read(path, 'test')).toEqual(good);
  });
});
