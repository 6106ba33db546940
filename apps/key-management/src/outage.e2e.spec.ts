import { ensureDatabase, ensureRole } from '@latchkey/embedded-postgres';
import { type DisposablePostgres, startDisposablePostgres, startProcess, type TestDatabase } from '@latchkey/testing';
import { migrate } from './migrations/migrate';
import { makeUser, openBrowser } from './testing/browser';
import { type Answer, createTestKey, keyHolderOf, openTestAccount, operatorOf } from './testing/client';
import { testEnvironment } from './testing/test-service';
import { until } from './testing/until';

let postgres: DisposablePostgres;
let environment: ReturnType<typeof testEnvironment>;
const password = 'of-a-test';

const urlOf = (role: string): string => {
  const url = new URL(postgres.url('latchkey'));
  url.username = role;
  url.password = password;
  return url.href;
};

beforeAll(async () => {
  postgres = await startDisposablePostgres();
  for (const name of ['owner', 'key_management']) await ensureRole(postgres.url(), { name, password });
  await ensureDatabase(postgres.url(), { name: 'latchkey', owner: 'owner', users: ['key_management'] });
  await migrate(urlOf('owner'), { keyManagement: 'key_management' });
  // Only its address is asked for.
  environment = testEnvironment({ url: () => urlOf('key_management') } as unknown as TestDatabase);
});
afterAll(async () => {
  environment.dispose();
  await postgres.dispose();
});

test('while PostgreSQL is away every call is 503 and says so; when it is back everything goes on by itself', async () => {
  const service = await startProcess({ entry: 'dist/apps/key-management/main.js', env: environment.env });
  const account = await openTestAccount(service.url, 'ecosystem', 1);
  const key = await createTestKey(account);
  const { browser, email, password } = await makeUser(service.url, account.id);
  const readiness = async () => {
    const response = await fetch(`${service.adminUrl}/readyz`);
    const { checks } = (await response.json()) as { checks: Record<string, { ok: boolean }> };
    return { status: response.status, checks };
  };
  await until(async () => (await readiness()).status === 200);

  await postgres.kill('SIGKILL');
  const answers: Answer[] = await Promise.all([
    account.operator.get('/api-keys'),
    account.operator.get(`/api-keys/${key.id}`),
    account.operator.post('/api-keys', { label: 'x' }),
    account.operator.post('/api-keys', { label: 'x' }, { 'x-idempotency-key': 'k' }),
    account.operator.delete(`/api-keys/${key.id}`),
    keyHolderOf(service.url, key.secret).get('/api-key'),
    operatorOf(service.url).get('/accounts'),
    browser.send('GET', '/session'),
    browser.send('POST', '/api-keys', { label: 'x' }),
    browser.send('DELETE', '/session'),
    openBrowser(service.url).send('POST', '/session', { email, password }),
    openBrowser(service.url).send('POST', '/session', { email: 'nobody@acme.example', password }),
  ]);
  for (const { status, body, headers } of answers) {
    expect([
      status,
      ['store_unavailable', 'database_unavailable', 'write_unconfirmed'].includes(String(body['classifier'])),
    ]).toEqual([503, true]);
    expect(headers.get('retry-after')).toBe('1');
  }
  const away = await readiness();
  expect(away.status).toBe(503);
  expect([away.checks['database']?.ok, away.checks['event_store']?.ok]).toEqual([false, false]);
  expect((await fetch(`${service.adminUrl}/healthz`)).status).toBe(200);

  await postgres.restart();
  await until(async () => (await readiness()).status === 200);
  expect((await account.operator.get(`/api-keys/${key.id}`)).body).toMatchObject({ status: 'active' });
  const again = await createTestKey(account, { label: 'After' });
  const list = await account.operator.get('/api-keys', { 'x-latchkey-min-position': again.position });
  expect(list.status).toBe(200);
  expect((await keyHolderOf(service.url, key.secret).get('/api-key')).status).toBe(200);
  // Neither is anybody signed out by it, nor do their attempts meanwhile count.
  expect((await browser.send('GET', '/session')).status).toBe(200);
  expect((await openBrowser(service.url).send('POST', '/session', { email, password })).status).toBe(200);
  expect(service.output().includes('internal_error')).toBe(false);
  expect(await service.kill()).toEqual({ code: 0, signal: null });
}, 60_000);
