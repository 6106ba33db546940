import { generateIdempotencyKeyFile } from '@latchkey/idempotency';
import { generatePeppersFile } from '@latchkey/keys-format';
import { generateServiceKeyPair } from '@latchkey/service-tokens';
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

const serviceKeyOf = (service: string): string =>
  file(`${service}.json`, JSON.stringify(generateServiceKeyPair(service, 'kid-1').privateKeyFile));
const SERVICE_PRIVATE_KEY_FILE = serviceKeyOf('key-management');

describe('commerce', () => {
  test('is not needed', () => {
    expect(readKeyManagementSettings(good).commerce).toBeUndefined();
    expect(readKeyManagementSettings({ ...good, SERVICE_PRIVATE_KEY_FILE }).commerce).toBeUndefined();
  });

  test('is known by its address and by what it knows us', () => {
    const settings = readKeyManagementSettings({
      ...good,
      COMMERCE_URL: 'http://127.0.0.1:4401/',
      SERVICE_PRIVATE_KEY_FILE,
    });
    expect(settings.commerce).toMatchObject({ url: 'http://127.0.0.1:4401', serviceKey: { kid: 'kid-1' } });
  });

  test.each([
    ['SERVICE_PRIVATE_KEY_FILE', { COMMERCE_URL: 'http://c' }],
    ['COMMERCE_URL', { SERVICE_PRIVATE_KEY_FILE, COMMERCE_URL: 'http://a,http://b' }],
    ['COMMERCE_URL', { SERVICE_PRIVATE_KEY_FILE, COMMERCE_URL: 'commerce' }],
    [
      'SERVICE_PRIVATE_KEY_FILE',
      { COMMERCE_URL: 'http://c', SERVICE_PRIVATE_KEY_FILE: file('service.json', '{"private_key":"c2VjcmV0"}') },
    ],
    ['SERVICE_PRIVATE_KEY_FILE', { COMMERCE_URL: 'http://c', SERVICE_PRIVATE_KEY_FILE: serviceKeyOf('commerce') }],
  ])('half of it, or something else, is refused by its name, %s', (name, more) => {
    const read = () => readKeyManagementSettings({ ...good, ...more });
    expect(read).toThrow(`bad settings: ${name} `);
    expect(read).not.toThrow(/c2VjcmV0/);
  });
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

describe('the dashboard', () => {
  test('is not needed', () => {
    expect(readKeyManagementSettings(good).dashboard).toBeUndefined();
  });

  test.each([directory, join(directory, 'missing')])('is refused by its name where there is none: %#', (path) => {
    expect(() => readKeyManagementSettings({ ...good, DASHBOARD_DIR: path })).toThrow(
      /^bad settings: DASHBOARD_DIR names a directory without the built dashboard .* run npm run build$/,
    );
  });
});
