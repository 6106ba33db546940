import { generateIdempotencyKeyFile } from '@latchkey/idempotency';
import { generatePeppersFile } from '@latchkey/keys-format';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKeyManagementSettings } from './settings';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
afterAll(() => rmSync(directory, { recursive: true }));

const file = (name: string, contents: string, mode = 0o600): string => {
  const path = join(directory, name);
  writeFileSync(path, contents, { mode });
  return path;
};
const good = {
  PORT: '0',
  ADMIN_PORT: '0',
  DATABASE_URL: 'postgres://km:pw@127.0.0.1:1/latchkey',
  OPERATOR_TOKENS: `ada=${'0'.repeat(64)}`,
  PEPPERS_FILE: file('peppers.json', generatePeppersFile()),
  IDEMPOTENCY_KEY_FILE: file('idempotency.json', generateIdempotencyKeyFile()),
};

test('good settings are read, the files with them; mode live is the default', () => {
  const settings = readKeyManagementSettings(good);
  expect(settings).toMatchObject({ LATCHKEY_MODE: 'live', HOST: '127.0.0.1', PORT: 0, EVENT_STORE_URL: undefined });
  expect([settings.peppers.current.version, settings.idempotencyKeys.currentVersion]).toEqual([1, 1]);
});

test.each([
  ['DATABASE_URL', undefined],
  ['DATABASE_URL', 'mysql://x'],
  ['EVENT_STORE_URL', 'nonsense'],
  ['OPERATOR_TOKENS', undefined],
  ['PORT', '70000'],
  ['LATCHKEY_MODE', 'production'],
  ['PEPPERS_FILE', join(directory, 'missing.json')],
  ['PEPPERS_FILE', file('open.json', generatePeppersFile(), 0o644)],
  ['PEPPERS_FILE', file('no-peppers.json', '{"current":1,"peppers":{"1":"c2VjcmV0"}}')],
  ['IDEMPOTENCY_KEY_FILE', file('no-json.json', 'c2VjcmV0')],
  ['IDEMPOTENCY_KEY_FILE', file('no-key.json', '{"current":1,"keys":{"1":"c2VjcmV0"}}')],
  ['IDEMPOTENCY_KEY_FILE', file('development.json', generateIdempotencyKeyFile({ generatedFor: 'development' }))],
])('%s as %s is refused by its name, without a value', (name, value) => {
  const read = () => readKeyManagementSettings({ ...good, [name]: value });
  expect(read).toThrow(name);
  expect(read).not.toThrow(/c2VjcmV0|mysql|production|70000/);
});
