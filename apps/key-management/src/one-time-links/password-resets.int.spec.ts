import { randomUUID } from 'node:crypto';
import { DEVICE_COOKIE } from '../sessions/cookies';
import { makeUser, newPassword, openBrowser, type TestUser, tokenOf } from '../testing/browser';
import { openTestAccount, operatorOf, type TestAccount } from '../testing/client';
import { createTestClock, type TestClock } from '../testing/test-clock';
import { startTestService, type TestService } from '../testing/test-service';

let clock: TestClock;
let service: TestService;
let account: TestAccount;
let user: TestUser;

beforeAll(async () => {
  clock = createTestClock();
  service = await startTestService({ clock });
  account = await openTestAccount(service.url, 'ecosystem');
});
beforeEach(async () => {
  user = await makeUser(service.url, account.id);
});
afterAll(() => service.dispose());

const issue = (userId = user.id, accountId = account.id, headers = {}) =>
  operatorOf(service.url).post(`/accounts/${accountId}/users/${userId}/password-resets`, {}, headers);
const accept = (token: string, password: string, browser = openBrowser(service.url)) =>
  browser.send('POST', '/password-resets/accept', { token, password });
const signIn = async (password: string, browser = openBrowser(service.url)) =>
  (await browser.send('POST', '/session', { email: user.email, password })).status;
const isSignedIn = async (browser = user.browser) => (await browser.send('GET', '/session')).status === 200;

test('the operator’s link lets the last owner in who has forgotten the password, and ends every session', async () => {
  const issued = await issue();
  expect(issued.status).toBe(201);
  expect(issued.body).toEqual({
    link: expect.stringMatching(new RegExp(`^${service.url}/password-reset#[A-Za-z0-9_-]{43}$`)),
    expires_at: new Date(clock.now().getTime() + 3_600_000).toISOString(),
  });
  expect([await isSignedIn(), await signIn(user.password)]).toEqual([true, 200]);
  const browser = openBrowser(service.url);
  const password = newPassword();
  const { status, body } = await accept(tokenOf(issued), password, browser);
  expect([status, body['user']]).toEqual([200, expect.objectContaining({ id: user.id, role: 'owner' })]);
  expect([await isSignedIn(), await isSignedIn(browser)]).toEqual([false, true]);
  expect([await signIn(user.password), await signIn(password)]).toEqual([401, 200]);
});

test('what it is for can be read before it is used', async () => {
  const token = tokenOf(await issue());
  const { body } = await openBrowser(service.url).send('POST', '/one-time-links/look-up', { token });
  expect(body).toEqual({
    kind: 'password_reset',
    email: user.email,
    account_name: 'Acme',
    role: 'owner',
    expires_at: expect.any(String),
  });
});

test('browsers that were known are strangers afterwards', async () => {
  const known = user.browser.cookies.get(DEVICE_COOKIE);
  const password = newPassword();
  await accept(tokenOf(await issue()), password);
  await signIn(password, user.browser);
  expect(user.browser.cookies.get(DEVICE_COOKIE)).not.toBe(known);
});

describe('a token is good no more', () => {
  const refused = async (token: string) => (await accept(token, newPassword())).body['classifier'];

  test('once it was used', async () => {
    const token = tokenOf(await issue());
    await accept(token, newPassword());
    expect(await refused(token)).toBe('not_found');
  });

  test('once another one was issued', async () => {
    const [old, fresh] = [tokenOf(await issue()), tokenOf(await issue())];
    expect(await refused(old)).toBe('not_found');
    expect((await accept(fresh, newPassword())).status).toBe(200);
  });

  test('an hour after it was issued', async () => {
    const token = tokenOf(await issue());
    clock.advance({ minutes: 60 });
    expect(await refused(token)).toBe('not_found');
  });

  test('once the password was changed otherwise', async () => {
    const token = tokenOf(await issue());
    const body = { current_password: user.password, new_password: newPassword() };
    expect((await user.browser.send('PUT', '/session/password', body)).status).toBe(200);
    expect(await refused(token)).toBe('not_found');
  });

  test('once the user was removed', async () => {
    const token = tokenOf(await issue());
    await makeUser(service.url, account.id);
    await account.operator.delete(`/users/${user.id}`);
    expect(await refused(token)).toBe('not_found');
    expect((await issue()).status).toBe(404);
  });

  test('and it never is one for the other kind of link', async () => {
    const token = tokenOf(await issue());
    const json = { token, name: 'Eve', password: newPassword() };
    expect((await openBrowser(service.url).send('POST', '/invitations/accept', json)).status).toBe(404);
    const invited = await account.operator.post('/invitations', { email: 'eve@acme.example', role: 'owner' });
    expect(await refused(tokenOf(invited))).toBe('not_found');
    expect((await accept(token, newPassword())).status).toBe(200);
  });
});

test('of many who use it at once one gets in, and theirs is the password', async () => {
  const token = tokenOf(await issue());
  const passwords = Array.from({ length: 6 }, newPassword);
  const answers = await Promise.all(passwords.map((password) => accept(token, password)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404]);
  const winner = passwords[answers.findIndex(({ status }) => status === 200)] ?? '';
  expect(await signIn(winner)).toBe(200);
});

test('there is none for a user of another account, or for nobody', async () => {
  const other = await openTestAccount(service.url, 'platform');
  for (const [userId, accountId] of [
    [user.id, other.id],
    [randomUUID(), account.id],
    [user.id, randomUUID()],
    ['x', account.id],
  ])
    expect((await issue(userId, accountId)).body['classifier']).toBe('not_found');
});

test('twice under one idempotency key it is one link, which is not told again', async () => {
  const key = { 'x-idempotency-key': randomUUID() };
  const [first, again] = [await issue(user.id, account.id, key), await issue(user.id, account.id, key)];
  expect(again.body).toEqual({ link: null, link_unavailable: true, expires_at: first.body['expires_at'] });
  expect((await accept(tokenOf(first), newPassword())).status).toBe(200);
});
