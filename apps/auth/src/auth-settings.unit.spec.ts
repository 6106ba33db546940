import { SettingsError } from '@latchkey/platform';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAuthSettings } from './auth-settings';
import { peppersFile } from './testing/history.fixture';
import { servicePublicKeys } from './testing/running-auth.fixture';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-auth-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string, mode = 0o600): string {
  const path = join(directory, name);
  writeFileSync(path, content, { mode });
  return path;
}

const SECRET = Buffer.alloc(31, 'secret').toString('base64');
const good = {
  PORT: '0',
  ADMIN_PORT: '0',
  DATABASE_URL: 'postgres://auth:hunter2@127.0.0.1:5432/latchkey',
  PEPPERS_FILE: file('peppers.json', peppersFile),
  SERVICE_PUBLIC_KEYS_FILE: file('services.json', JSON.stringify(servicePublicKeys)),
};

describe('the settings of auth', () => {
  test('are read, the event store being where the database is unless said otherwise', () => {
    const { DATABASE_URL: databaseUrl } = good;
    const settings = { host: '127.0.0.1', port: 0, databaseUrl };
    expect(readAuthSettings(good)).toMatchObject({ ...settings, eventStoreUrl: databaseUrl });
    const eventStoreUrl = 'postgres://auth:hunter2@log.example/events';
    expect(readAuthSettings({ ...good, EVENT_STORE_URL: eventStoreUrl })).toMatchObject({ ...settings, eventStoreUrl });
  });

  test.each<[string, RegExp, Record<string, string>]>([
    ['no database', /DATABASE_URL is not set/, { DATABASE_URL: '' }],
    ['another kind of store', /EVENT_STORE_URL is wrong/, { EVENT_STORE_URL: 'mysql://hunter2@db/x' }],
    ['no peppers', /PEPPERS_FILE is not set/, { PEPPERS_FILE: '' }],
    ['peppers that are not there', /PEPPERS_FILE .*ENOENT/, { PEPPERS_FILE: join(directory, 'absent') }],
    ['peppers that others may read', /PEPPERS_FILE .*0600/, { PEPPERS_FILE: file('open.json', peppersFile, 0o644) }],
    [
      'a pepper that is too short',
      /PEPPERS_FILE .*not base64 of 32 bytes/,
      { PEPPERS_FILE: file('short.json', JSON.stringify({ current: 1, peppers: { 1: SECRET } })) },
    ],
    [
      'development peppers in mode live',
      /PEPPERS_FILE .*development/,
      { PEPPERS_FILE: file('dev.json', JSON.stringify({ ...JSON.parse(peppersFile), generated_for: 'development' })) },
    ],
    [
      'public keys of another shape',
      /SERVICE_PUBLIC_KEYS_FILE .*unexpected contents/,
      { SERVICE_PUBLIC_KEYS_FILE: file('odd.json', JSON.stringify({ keys: [{ secret: SECRET }] })) },
    ],
  ])('%s: refused in words that name the setting and hold no value', (_what, message, change) => {
    let error: unknown;
    try {
      readAuthSettings({ ...good, ...change });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SettingsError);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toMatch(/hunter2|c2VjcmV0/);
  });
});
