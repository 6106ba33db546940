import { SettingsError } from '@latchkey/platform';
import { generateSealingKeyFile } from '@latchkey/seals';
import { generateServiceKeyPair } from '@latchkey/service-tokens';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommerceSettings } from './commerce.settings';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'latchkey-settings-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const secret = randomBytes(32).toString('base64');
let files = 0;
function file(content: unknown, mode = 0o600): string {
  const path = join(directory, `${(files += 1)}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode });
  chmodSync(path, mode);
  return path;
}

const keyFile = (over: object = {}) => file({ current: 1, keys: { 1: secret }, ...over });
const environment = (over: Record<string, string> = {}) => ({
  LATCHKEY_MODE: 'test',
  PORT: '0',
  ADMIN_PORT: '0',
  DATABASE_URL: 'postgres://commerce:secret-password@127.0.0.1:5432/latchkey',
  AUTH_URLS: 'http://127.0.0.1:4402,http://127.0.0.1:4420/',
  SERVICE_PRIVATE_KEY_FILE: file(generateServiceKeyPair('commerce', 'commerce-1').privateKeyFile),
  ROOT_KEY_FILE: keyFile(),
  IDEMPOTENCY_KEY_FILE: keyFile(),
  ACCESS_SPOOL_DIR: join(directory, 'accesses'),
  ...over,
});

function faultOf(env: Record<string, string>): string {
  try {
    readCommerceSettings(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return 'none';
}

describe('settings', () => {
  test('that are right are read', () => {
    expect(readCommerceSettings(environment())).toMatchObject({
      mode: 'test',
      host: '127.0.0.1',
      authUrls: ['http://127.0.0.1:4402', 'http://127.0.0.1:4420'],
    });
  });

  test('the sandbox of network tokens is for mode test: live has none unless told, and does not start with it', () => {
    const live = environment({ LATCHKEY_MODE: 'live' });
    expect(readCommerceSettings(environment()).networkTokenProvider).toBe('sandbox');
    expect(readCommerceSettings(environment({ NETWORK_TOKEN_PROVIDER: 'none' })).networkTokenProvider).toBe('none');
    expect(readCommerceSettings(live).networkTokenProvider).toBe('none');
    expect(readCommerceSettings({ ...live, NETWORK_TOKEN_PROVIDER: 'none' }).networkTokenProvider).toBe('none');
    expect(faultOf({ ...live, NETWORK_TOKEN_PROVIDER: 'sandbox' })).toMatch(
      /NETWORK_TOKEN_PROVIDER is sandbox, .*LATCHKEY_MODE=live refuses/,
    );
  });

  test('the public keys of services may be left out, and are read when they are not', () => {
    const { publicKeysFile } = generateServiceKeyPair('key-management', 'k-1');
    expect(readCommerceSettings(environment()).servicePublicKeys).toEqual({ keys: [] });
    const env = environment({ SERVICE_PUBLIC_KEYS_FILE: file(publicKeysFile) });
    expect(readCommerceSettings(env).servicePublicKeys).toEqual(publicKeysFile);
  });

  test('access records are kept for ever, or as long as it is said where they are sealed', () => {
    expect(readCommerceSettings(environment()).accesses).toMatchObject({
      spool: { directory: join(directory, 'accesses'), maxBytes: 256 * 1024 * 1024 },
      sealing: { key: undefined },
      retentionDays: undefined,
    });
    const env = { SEALING_KEY_FILE: file(generateSealingKeyFile()), ACCESS_RECORDS_RETENTION_DAYS: '90' };
    expect(readCommerceSettings(environment(env)).accesses.retentionDays).toBe(90);
  });

  test('live is the mode unless another is set', () => {
    const { LATCHKEY_MODE: _, ...env } = environment();
    expect(readCommerceSettings(env).mode).toBe('live');
  });

  test.each(['ROOT_KEY_FILE', 'IDEMPOTENCY_KEY_FILE'])('live refuses a %s that was made for development', (name) => {
    const env = environment({ [name]: keyFile({ generated_for: 'development' }) });
    expect(faultOf(env)).toBe('none');
    expect(faultOf({ ...env, LATCHKEY_MODE: 'live' })).toMatch(
      new RegExp(`${name} .*generated for development.*LATCHKEY_MODE=live`),
    );
  });

  test.each<[string, () => Record<string, string>, RegExp]>([
    ['ROOT_KEY_FILE', () => ({ ROOT_KEY_FILE: keyFile({ current: 2 }) }), /current does not name one of the keys/],
    [
      'ROOT_KEY_FILE',
      () => ({ ROOT_KEY_FILE: keyFile({ keys: { 1: 'c2hvcnQ=' } }) }),
      /not the base64 text of 32 bytes/,
    ],
    ['ROOT_KEY_FILE', () => ({ ROOT_KEY_FILE: file(`{"keys": "${secret}`) }), /not JSON/],
    ['ROOT_KEY_FILE', () => ({ ROOT_KEY_FILE: file({ current: 1, keys: { 1: secret } }, 0o644) }), /0600/],
    ['ROOT_KEY_FILE', () => ({ ROOT_KEY_FILE: join(directory, 'absent') }), /ENOENT/],
    ['IDEMPOTENCY_KEY_FILE', () => ({ IDEMPOTENCY_KEY_FILE: keyFile({ current: 3 }) }), /current version/],
    ['SERVICE_PRIVATE_KEY_FILE', () => ({ SERVICE_PRIVATE_KEY_FILE: file({}) }), /unexpected contents/],
    ['SERVICE_PUBLIC_KEYS_FILE', () => ({ SERVICE_PUBLIC_KEYS_FILE: file({}) }), /unexpected contents/],
    ['NETWORK_TOKEN_PROVIDER', () => ({ NETWORK_TOKEN_PROVIDER: 'visa' }), /sandbox, none/],
    ['AUTH_URLS', () => ({ AUTH_URLS: 'ftp://x' }), /http/],
    ['DATABASE_URL', () => ({ DATABASE_URL: '' }), /is not set/],
    ['ACCESS_SPOOL_DIR', () => ({ ACCESS_SPOOL_DIR: '' }), /is not set/],
    ['ACCESS_SPOOL_MAX_MIB', () => ({ ACCESS_SPOOL_MAX_MIB: '0' }), /1 to 100000/],
    ['ACCESS_RECORDS_RETENTION_DAYS', () => ({ ACCESS_RECORDS_RETENTION_DAYS: '89' }), /90 to 36500/],
    ['ACCESS_RECORDS_RETENTION_DAYS', () => ({ ACCESS_RECORDS_RETENTION_DAYS: '365' }), /needs SEALING_KEY_FILE/],
    ['SEALING_KEY_FILE', () => ({ SEALING_KEY_FILE: file({ private_key_pem: secret }) }), /unexpected contents/],
  ])('a wrong %s is named, and no value of it is shown', (name, wrong, why) => {
    const fault = faultOf(environment(wrong()));
    expect(fault).toContain(name);
    expect(fault).toMatch(why);
    expect(fault).not.toContain(secret);
    expect(fault).not.toContain('secret-password');
  });
});
