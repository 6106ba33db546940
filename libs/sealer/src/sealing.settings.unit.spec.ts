import { readSettings } from '@latchkey/platform';
import { generateSealingKeyFile } from '@latchkey/seals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSealingSettings, sealingShape } from './sealing.settings';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-sealing-settings-'));
afterAll(() => rmSync(directory, { recursive: true }));

const file = (contents: object): string => {
  const path = join(directory, 'sealing-key.json');
  writeFileSync(path, JSON.stringify(contents), { mode: 0o600 });
  return path;
};
const read = (env: Record<string, string>, mode: 'live' | 'test' = 'test') =>
  readSealingSettings(readSettings(sealingShape, env), mode);

test('without any nothing is signed, and there are figures for when something is', () => {
  expect(read({})).toEqual({ key: undefined, intervalMs: 60_000, everyLeaves: 1_000, file: undefined });
});

test('the key is read from its file', () => {
  const settings = read({
    SEALING_KEY_FILE: file(generateSealingKeyFile()),
    SEALS_FILE: '/seals',
    SEAL_INTERVAL_MS: '100',
  });
  expect(settings.key?.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(settings).toMatchObject({ file: '/seals', intervalMs: 100 });
});

test.each([
  [{ SEALS_FILE: '/seals' }, 'SEALS_FILE is of no use without SEALING_KEY_FILE'],
  [{ SEAL_INTERVAL_MS: '99' }, 'SEAL_INTERVAL_MS is wrong (a number from 100 to 86400000)'],
  [{ SEAL_EVERY_EVENTS: '0' }, 'SEAL_EVERY_EVENTS is wrong (a number from 1 to 1000000)'],
])('%j: one sentence that names the setting', (env, message) => {
  expect(() => read(env as unknown as Record<string, string>)).toThrow(`bad settings: ${message}`);
});

test('a key that is none is refused without being shown, and one for development in mode live', () => {
  const path = file({ private_key_pem: 'hunter2' });
  expect(() => read({ SEALING_KEY_FILE: path })).toThrow(/SEALING_KEY_FILE names a file with unexpected contents/);
  expect(() => read({ SEALING_KEY_FILE: path })).not.toThrow(/hunter2/);
  const made = file({ ...generateSealingKeyFile(), generated_for: 'development' });
  expect(() => read({ SEALING_KEY_FILE: made }, 'live')).toThrow(/generated for development/);
});
