import { backendOf, call, operatorOf } from '@latchkey/testing/platform';
import { readFileSync, statSync } from 'node:fs';
import { composeFile, isOurs, mountsOf, runsOnce, serviceOf } from './compose-file';
import { type ComposeStage, startComposed } from './compose-stage';

let stage: ComposeStage;
beforeAll(async () => {
  stage = await startComposed();
}, 120_000);
afterAll(() => stage?.stop());

const services = Object.entries(composeFile.services)
  .filter(([, service]) => isOurs(service) && !runsOnce(service))
  .map(([name]) => name);
const keyManagementUrl = (): string => `http://${stage.addressOf('key-management:4400')}`;
const secretOf = (file: string): string => readFileSync(stage.pathIn('setup', `secrets/${file}`), 'utf8');
const operator = () =>
  operatorOf({ operatorToken: secretOf('operator-token'), services: { key_management: { url: keyManagementUrl() } } });
const useKey = async (key: { secret: string; position: string }): Promise<number> =>
  (await backendOf(`http://${stage.addressOf('commerce:4401')}`, key).get('/tokens')).status;

test('a key that is made at key-management is allowed at commerce, which asks auth', async () => {
  const key = await operator().makeKey(await operator().openAccount('platform'));
  expect(await useKey(key)).toBe(200);
  expect(await useKey({ ...key, secret: `${key.secret.slice(0, -1)}x` })).toBe(401);
});

test('key-management reaches commerce and has the dashboard', async () => {
  const account = await operator().openAccount('platform');
  const { kid } = await operator().issueEncryptionKey(account, await operator().ownMerchant(account));
  expect(kid).not.toBe('');
  const page = await call(keyManagementUrl(), '/sign-in', {});
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
});

test('every service has its own files and nothing else', () => {
  const contents = Object.keys(composeFile.volumes).filter((volume) => volume.endsWith('-secrets'));
  expect(Object.fromEntries(contents.map((volume) => [volume, stage.filesIn(volume)]))).toEqual({
    'auth-secrets': ['database-url', 'peppers.json', 'service-public-keys.json'],
    'commerce-secrets': [
      'commerce-idempotency-key.json',
      'commerce-sealing-key.json',
      'commerce-service-key.json',
      'commerce-service-public-keys.json',
      'database-url',
      'root-key.json',
    ],
    'key-management-secrets': [
      'database-url',
      'key-management-idempotency-key.json',
      'key-management-service-key.json',
      'operator-tokens',
      'peppers.json',
    ],
    'postgres-secrets': ['superuser-password'],
    'relay-secrets': ['database-url', 'sealing-key.json'],
  });
});

test.each([...services, 'postgres'])('%s: each of its files is named by a setting, and the other way round', (name) => {
  const { environment = {} } = serviceOf(name);
  const [mount] = mountsOf(serviceOf(name)).filter(({ path }) => path === '/etc/latchkey');
  const named = Object.entries(environment).flatMap(([setting, value]) =>
    setting.endsWith('_FILE') && value.startsWith('/etc/') ? [value] : [],
  );
  expect(named.toSorted()).toEqual(stage.filesIn(mount?.volume ?? '').map((file) => `/etc/latchkey/${file}`));
});

test.each(services)('%s: nobody but the owner may read what it was given', (name) => {
  for (const file of stage.filesIn(`${name}-secrets`)) {
    expect(statSync(stage.pathIn(`${name}-secrets`, file)).mode & 0o777).toBe(0o600);
  }
});

test('PostgreSQL reads its password as a member of the owner’s group', () => {
  expect(statSync(stage.pathIn('postgres-secrets', 'superuser-password')).mode & 0o777).toBe(0o640);
});

test('a role’s password is with its own service alone, the superuser’s and the operator’s token with none', () => {
  const passwords = JSON.parse(secretOf('database-passwords.json')) as Record<string, string>;
  const holders = (password = ''): string[] =>
    services.filter((name) =>
      stage
        .filesIn(`${name}-secrets`)
        .some((file) => readFileSync(stage.pathIn(`${name}-secrets`, file), 'utf8').includes(password)),
    );
  expect(holders(passwords['superuser'])).toEqual([]);
  expect(holders(passwords['owner'])).toEqual([]);
  expect(holders(passwords['auth'])).toEqual(['auth']);
  expect(holders(passwords['commerce'])).toEqual(['commerce']);
  expect(holders(passwords['key_management'])).toEqual(['key-management', 'relay']);
  expect(holders(secretOf('operator-token'))).toEqual([]);
});

test('what runs first may run again: no secret changes, and keys stay valid', async () => {
  const key = await operator().makeKey(await operator().openAccount('platform'));
  const before = readFileSync(stage.pathIn('auth-secrets', 'peppers.json'), 'utf8');
  expect(await stage.runAgain('secrets')).toMatchObject({ code: 0 });
  expect(await stage.runAgain('setup')).toMatchObject({ code: 0 });
  expect(readFileSync(stage.pathIn('auth-secrets', 'peppers.json'), 'utf8')).toBe(before);
  expect(await useKey(key)).toBe(200);
});

test('new secrets for the old database are refused, in one sentence that names the volumes', async () => {
  const env = { LATCHKEY_DATA_DIR: stage.pathIn('setup', 'other') };
  const refused = await stage.runAgain('setup', env);
  expect(refused).toEqual({
    code: 1,
    output: expect.stringMatching(/^setup: The volumes setup and postgres do not belong together: [^\n]*\n$/) as string,
  });
});
