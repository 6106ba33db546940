import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { portSetting, postgresUrlSetting } from './common-settings';
import { readSettings } from './read-settings';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
afterAll(() => rmSync(directory, { recursive: true }));

const URL_IN_FILE = 'postgres://anna:hunter2@db/latchkey';
const write = (name: string, text: string, mode = 0o600): string => {
  const path = join(directory, name);
  writeFileSync(path, text, { mode });
  return path;
};
const shape = { DATABASE_URL: postgresUrlSetting, PORT: portSetting.default(1) };

test('a database’s address may stand in a file that DATABASE_URL_FILE names', () => {
  expect(readSettings(shape, { DATABASE_URL_FILE: write('url', `${URL_IN_FILE}\n`) })).toEqual({
    DATABASE_URL: URL_IN_FILE,
    PORT: 1,
  });
});

test('an empty variable is none: what the file holds counts, and without a file the default', () => {
  const env = { DATABASE_URL: ' ', DATABASE_URL_FILE: write('url', URL_IN_FILE), EVENT_STORE_URL_FILE: '' };
  expect(readSettings({ ...shape, EVENT_STORE_URL: z.string().optional() }, env)).toMatchObject({
    DATABASE_URL: URL_IN_FILE,
  });
});

test.each([
  [
    'is set twice',
    { DATABASE_URL: 'postgres://other/db' },
    0o600,
    'DATABASE_URL is set twice, here and by DATABASE_URL_FILE',
  ],
  ['is readable by others', {}, 0o640, 'DATABASE_URL_FILE names a file that others than its owner may use'],
])('one that %s is refused by name, together with what else is wrong, and not shown', (name, more, mode, message) => {
  const env = { ...more, DATABASE_URL_FILE: write(name.replaceAll(' ', '-'), URL_IN_FILE, mode), PORT: 'x' };
  const read = () => readSettings(shape, env);
  expect(read).toThrow(message);
  expect(read).toThrow('PORT is wrong');
  expect(read).not.toThrow(/hunter2/);
});

test('a file that is not there is refused by name', () => {
  expect(() => readSettings(shape, { DATABASE_URL_FILE: join(directory, 'none') })).toThrow(
    'DATABASE_URL_FILE names a file that cannot be read (ENOENT)',
  );
});

test('what is wrong in a file is told as what is wrong in the variable', () => {
  const env = { DATABASE_URL_FILE: write('wrong', 'mysql://anna:hunter2@db') };
  expect(() => readSettings(shape, env)).toThrow('DATABASE_URL is wrong (a URL postgres://');
});

test('no other setting is read from a file', () => {
  expect(readSettings(shape, { DATABASE_URL: URL_IN_FILE, PORT_FILE: write('port', '4400') })).toMatchObject({
    PORT: 1,
  });
});
