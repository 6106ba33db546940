import { makeUser, newPassword, openBrowser, type TestUser } from '../testing/browser';
import { items, openTestAccount, type TestAccount, textOf } from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';
import { DEVICE_COOKIE, SESSION_COOKIE } from './cookies';

let service: TestService;
let account: TestAccount;
let user: TestUser;

beforeAll(async () => {
  service = await startTestService();
  account = await openTestAccount(service.url, 'ecosystem', 1);
});
beforeEach(async () => {
  user = await makeUser(service.url, account.id, 'viewer');
});
afterAll(() => service.dispose());

const signIn = async (password = user.password) => {
  const browser = openBrowser(service.url);
  const { status } = await browser.send('POST', '/session', { email: user.email, password });
  return { browser, status };
};
const isOver = async (browser: typeof user.browser) =>
  textOf((await browser.send('GET', '/session')).body['classifier']) === 'session_expired';

describe('giving the password again', () => {
  test('with a wrong one is 403, and the session stays as it is', async () => {
    const before = user.browser.cookies.get(SESSION_COOKIE);
    const { status, body } = await user.browser.send('POST', '/session/confirm', { password: 'a wrong password' });
    expect([status, body['classifier'], user.browser.cookies.get(SESSION_COOKIE)]).toEqual([
      403,
      'wrong_password',
      before,
    ]);
    expect(await isOver(user.browser)).toBe(false);
  });

  test('of several at once at most one gets the new id, and the others lose nothing', async () => {
    const before = new Map(user.browser.cookies);
    const attempts = Array.from({ length: 4 }, async () => {
      const browser = openBrowser(service.url);
      for (const [name, value] of before) browser.cookies.set(name, value);
      const { status } = await browser.send('POST', '/session/confirm', { password: user.password });
      return { status, browser };
    });
    const done = await Promise.all(attempts);
    expect(done.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
    const winner = done.find(({ status }) => status === 200);
    expect(winner && (await isOver(winner.browser))).toBe(false);
  });
});

describe('changing the password', () => {
  const change = (current_password: string, new_password: string, { browser } = user) =>
    browser.send('PUT', '/session/password', { current_password, new_password });

  test('ends every other session; the one it was done in goes on under another id', async () => {
    const { browser: elsewhere } = await signIn();
    const before = user.browser.cookies.get(SESSION_COOKIE) ?? '';
    const password = newPassword();
    expect((await change(user.password, password)).status).toBe(200);
    expect([await isOver(user.browser), await isOver(elsewhere)]).toEqual([false, true]);
    const old = openBrowser(service.url);
    old.cookies.set(SESSION_COOKIE, before);
    expect(await isOver(old)).toBe(true);
    expect([(await signIn()).status, (await signIn(password)).status]).toEqual([401, 200]);
  });

  test('makes browsers strangers again, but the one it was done in', async () => {
    const { browser: elsewhere } = await signIn();
    const known = elsewhere.cookies.get(DEVICE_COOKIE);
    const own = user.browser.cookies.get(DEVICE_COOKIE);
    const password = newPassword();
    await change(user.password, password);
    expect(user.browser.cookies.get(DEVICE_COOKIE)).not.toBe(own);
    await elsewhere.send('POST', '/session', { email: user.email, password });
    expect(elsewhere.cookies.get(DEVICE_COOKIE)).not.toBe(known);
  });

  test('with a wrong current one is 403 and changes nothing', async () => {
    const { browser: elsewhere } = await signIn();
    const { status, body } = await change('a wrong password', newPassword());
    expect([status, body['classifier']]).toEqual([403, 'wrong_password']);
    expect([await isOver(elsewhere), (await signIn()).status]).toEqual([false, 200]);
  });

  test.each([
    ['too short', 'eleven char'],
    ['too long', 'ab'.repeat(65)],
    ['common', 'password1234'],
    ['the address', undefined],
  ])('to one that is %s is 422 by its name, before the current one is looked at', async (_, password) => {
    const { status, body } = await change('a wrong password', password ?? user.email);
    expect([status, items(body['errors']).map((error) => error['field'])]).toEqual([422, ['new_password']]);
  });

  test('twice at once from the same password: one of them is done, and that one is the password', async () => {
    const { browser: elsewhere } = await signIn();
    const [one, two] = [newPassword(), newPassword()];
    const statuses = await Promise.all([
      change(user.password, one).then(({ status }) => status),
      change(user.password, two, { ...user, browser: elsewhere }).then(({ status }) => status),
    ]);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => [200, 401, 403].includes(status))).toBe(true);
    const right = statuses[0] === 200 ? one : two;
    expect((await signIn(right)).status).toBe(200);
  });
});
