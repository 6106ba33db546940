import { type Browser, makeUser, openBrowser, type TestUser } from '../testing/browser';
import { openTestAccount, type TestAccount } from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';
import { SESSION_COOKIE } from './cookies';

let service: TestService;
let elsewhere: string;
let account: TestAccount;
let owner: TestUser;
let user: TestUser;

beforeAll(async () => {
  service = await startTestService();
  elsewhere = (await service.replica()).url;
  account = await openTestAccount(service.url, 'ecosystem', 1);
  owner = await makeUser(service.url, account.id);
});
beforeEach(async () => {
  user = await makeUser(service.url, account.id, 'admin');
});
afterAll(() => service.dispose());

/** The same browser at the other replica, as behind a load balancer. */
const atTheOther = ({ cookies }: Browser): Browser => {
  const browser = openBrowser(elsewhere);
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  return browser;
};
const classifierAt = async (browser: Browser) => (await browser.send('GET', '/session')).body['classifier'];

test('signing out everywhere ends every session of the user on every replica, and nobody else’s', async () => {
  const other = openBrowser(elsewhere);
  await other.send('POST', '/session', { email: user.email, password: user.password });
  const before = atTheOther(user.browser);
  expect((await user.browser.send('DELETE', '/sessions')).body).toEqual({});
  expect(user.browser.cookies.has(SESSION_COOKIE)).toBe(false);
  expect([await classifierAt(other), await classifierAt(before)]).toEqual(['session_expired', 'session_expired']);
  expect(await classifierAt(atTheOther(owner.browser))).toBeUndefined();
});

test('signing out here ends this session alone', async () => {
  const other = openBrowser(elsewhere);
  await other.send('POST', '/session', { email: user.email, password: user.password });
  const before = atTheOther(user.browser);
  await user.browser.send('DELETE', '/session');
  expect([await classifierAt(before), await classifierAt(other)]).toEqual(['session_expired', undefined]);
});

test('a user who is removed through one replica is out at the other', async () => {
  const before = atTheOther(user.browser);
  expect((await owner.browser.send('DELETE', `/users/${user.id}`)).status).toBe(200);
  expect(await classifierAt(before)).toBe('session_expired');
  expect((await before.send('POST', '/api-keys', { label: 'x' })).status).toBe(401);
});

test('a role that is taken away through one replica is gone at the other, in the same session', async () => {
  const before = atTheOther(user.browser);
  expect((await before.send('POST', '/api-keys', { label: 'x' })).status).toBe(201);
  await owner.browser.send('PATCH', `/users/${user.id}`, { role: 'viewer' });
  const { status, body } = await before.send('POST', '/api-keys', { label: 'x' });
  expect([status, body['classifier']]).toEqual([403, 'role_forbids']);
  expect((await before.send('GET', '/session')).body['user']?.['role']).toBe('viewer');
});

test('no sign-in that races with a removal outlives it', async () => {
  const signIns = Array.from({ length: 10 }, async (_, index) => {
    const browser = openBrowser(index % 2 ? elsewhere : service.url);
    await browser.send('POST', '/session', { email: user.email, password: user.password });
    return browser;
  });
  const removed = owner.browser.send('DELETE', `/users/${user.id}`);
  expect((await removed).status).toBe(200);
  for (const browser of await Promise.all(signIns))
    expect(['session_expired', 'missing_credentials']).toContain(await classifierAt(browser));
});
