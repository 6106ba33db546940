import { Problem } from '@latchkey/platform';
import { randomInt } from 'node:crypto';
import { type Argon2id, argon2id } from '../passwords/argon2';
import { createPasswordHasher } from '../passwords/password-hasher';
import { DEVICE_COOKIE } from '../sessions/cookies';
import { newSecretId } from '../sessions/secret-id';
import { type Browser, makeUser, newEmail, openBrowser, type TestUser } from '../testing/browser';
import { type Answer, openTestAccount, type TestAccount } from '../testing/client';
import { createTestClock, type TestClock } from '../testing/test-clock';
import { startTestService, type TestService } from '../testing/test-service';

const env = { TRUSTED_PROXIES: '127.0.0.1' };

let clock: TestClock;
let service: TestService;
let account: TestAccount;
let user: TestUser;
/** How often a password was looked at. */
let hashes = 0;

const derive: Argon2id = (password, salt, cost, length) => {
  hashes += 1;
  return argon2id(password, salt, cost, length);
};
const passwords = createPasswordHasher({ derive, cost: { memoryKib: 8, passes: 1, parallelism: 1 } });

beforeAll(async () => {
  clock = createTestClock();
  service = await startTestService({ clock, passwords, env });
  account = await openTestAccount(service.url, 'ecosystem', 1);
});
beforeEach(async () => {
  user = await makeUser(service.url, account.id, 'viewer');
});
afterAll(() => service.dispose());

const anyAddress = (): string => `198.51.${randomInt(256)}.${randomInt(256)}`;

interface Try {
  readonly from: string;
  readonly email?: string;
  readonly password?: string;
  readonly browser?: Browser;
  readonly base?: string;
}
const signIn = ({ from, email, password, browser, base }: Try): Promise<Answer> =>
  (browser ?? openBrowser(base ?? service.url)).send(
    'POST',
    '/session',
    { email: email ?? user.email, password: password ?? 'a wrong password' },
    { 'x-forwarded-for': from },
  );
const statusOf = async (attempt: Try): Promise<number> => (await signIn(attempt)).status;
const fail = async (times: number, attempt: Try): Promise<number[]> => {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1) statuses.push(await statusOf(attempt));
  return statuses;
};

describe('of wrong passwords for one user from one address', () => {
  test('five cost nothing; each further one doubles the wait, and says how long it is', async () => {
    const from = anyAddress();
    expect(await fail(6, { from })).toEqual([401, 401, 401, 401, 401, 401]);
    for (const seconds of [1, 2, 4, 8]) {
      const early = await signIn({ from });
      expect([early.status, early.body['classifier'], early.headers.get('retry-after')]).toEqual([
        429,
        'too_many_requests',
        `${seconds}`,
      ]);
      clock.advance({ seconds });
      expect(await statusOf({ from })).toBe(401);
    }
  });

  test('none makes anybody wait for more than 15 minutes, and the right one ends it', async () => {
    const from = anyAddress();
    for (let time = 0; time < 20; time += 1) {
      await signIn({ from });
      clock.advance({ minutes: 15 });
    }
    expect(await statusOf({ from, password: user.password })).toBe(200);
    expect(await fail(5, { from })).toEqual([401, 401, 401, 401, 401]);
  });

  test('the right one has to wait, too: else it would be told apart', async () => {
    const from = anyAddress();
    await fail(6, { from });
    expect(await statusOf({ from, password: user.password })).toBe(429);
    clock.advance({ seconds: 1 });
    expect(await statusOf({ from, password: user.password })).toBe(200);
  });

  test('one is forgotten every ten minutes', async () => {
    const from = anyAddress();
    await fail(5, { from });
    clock.advance({ minutes: 20 });
    expect(await fail(4, { from })).toEqual([401, 401, 401, 429]);
  });

  test('a hundred at once get no further than one after the other, on two replicas together', async () => {
    const from = anyAddress();
    const { url } = await service.replica({ clock, passwords, env });
    hashes = 0;
    const attempts = Array.from({ length: 100 }, (_, index) => statusOf({ from, base: index % 2 ? url : service.url }));
    const statuses = await Promise.all(attempts);
    expect(statuses.filter((status) => status === 401)).toHaveLength(6);
    expect(statuses.filter((status) => status === 429)).toHaveLength(94);
    expect(hashes).toBe(6);
  });
});

describe('nobody is locked out', () => {
  test('by whoever guesses from elsewhere, however long', async () => {
    for (let attacker = 0; attacker < 20; attacker += 1) await fail(8, { from: anyAddress() });
    expect(await statusOf({ from: anyAddress(), password: user.password })).toBe(200);
  });

  test('of a browser that they have signed in with, by whoever guesses from the same address', async () => {
    const from = anyAddress();
    const { browser } = user;
    expect(browser.cookies.has(DEVICE_COOKIE)).toBe(true);
    await browser.send('DELETE', '/session');
    for (let time = 0; time < 60; time += 1) {
      await signIn({ from });
      await signIn({ from, email: newEmail() });
    }
    expect(await statusOf({ from, password: user.password })).toBe(429);
    expect(await statusOf({ from, password: user.password, browser })).toBe(200);
  });

  test('by an attempt that was not tried because of us', async () => {
    const from = anyAddress();
    const overloaded = () => Promise.reject(new Problem('overloaded'));
    const busy = await service.replica({ clock, env, passwords: { ...passwords, verify: overloaded } });
    expect(await fail(10, { from, base: busy.url })).toEqual(Array(10).fill(503));
    expect(await statusOf({ from, password: user.password })).toBe(200);
  });
});

describe('a browser that somebody has signed in with', () => {
  test('gets no more guesses than others', async () => {
    const from = anyAddress();
    const { browser } = user;
    expect(await fail(7, { from, browser })).toEqual([401, 401, 401, 401, 401, 401, 429]);
    expect(await statusOf({ from: anyAddress(), browser })).toBe(429);
  });

  test('is a stranger to every other user, and one that made its cookie up to all', async () => {
    const other = await makeUser(service.url, account.id, 'viewer');
    const from = anyAddress();
    await fail(7, { from });
    const madeUp = openBrowser(service.url);
    madeUp.cookies.set(DEVICE_COOKIE, newSecretId().text);
    for (const browser of [other.browser, madeUp])
      expect(await statusOf({ from, password: user.password, browser })).toBe(429);
  });
});

describe('of attempts from one address', () => {
  test('thirty cost nothing, whomever they are for; then all wait, for a minute at most', async () => {
    const from = anyAddress();
    const statuses = await Promise.all(Array.from({ length: 40 }, () => statusOf({ from, email: newEmail() })));
    expect(statuses.filter((status) => status === 401)).toHaveLength(31);
    for (let time = 0; time < 12; time += 1) {
      clock.advance({ minutes: 1 });
      expect(await statusOf({ from, email: newEmail() })).toBe(401);
    }
  });

  test('a guesser’s own sign-ins in between do not make more of them', async () => {
    const from = anyAddress();
    const statuses: number[] = [];
    for (let time = 0; time < 40; time += 1) {
      statuses.push(await statusOf({ from, email: newEmail() }));
      await signIn({ from, password: user.password });
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(31);
  });

  test('those of one IPv6 network count together, and what a stranger says of their address counts for nothing', async () => {
    const subnet = randomInt(65_536).toString(16);
    const statuses: number[] = [];
    for (let host = 1; host <= 7; host += 1) statuses.push(await statusOf({ from: `2001:db8:${subnet}:1::${host}` }));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429]);
    const open = await service.replica({ clock, passwords });
    const victim = await makeUser(service.url, account.id, 'viewer');
    const lies = [];
    for (let time = 0; time < 7; time += 1)
      lies.push(await statusOf({ from: anyAddress(), base: open.url, email: victim.email }));
    expect(lies).toEqual([401, 401, 401, 401, 401, 401, 429]);
  });
});

describe('whoever is signed in', () => {
  const confirm = async ({ browser }: TestUser, from: string, password = 'a wrong password') =>
    (await browser.send('POST', '/session/confirm', { password }, { 'x-forwarded-for': from })).status;

  test('may give five wrong passwords, too, in either place; another address of the same user may still', async () => {
    const from = anyAddress();
    const change = () =>
      user.browser.send(
        'PUT',
        '/session/password',
        { current_password: 'a wrong password', new_password: 'a new pass phrase' },
        { 'x-forwarded-for': from },
      );
    for (let time = 0; time < 3; time += 1)
      expect([await confirm(user, from), (await change()).status]).toEqual([403, 403]);
    expect([await confirm(user, from, user.password), (await change()).status]).toEqual([429, 429]);
    expect(await confirm(user, anyAddress(), user.password)).toBe(200);
  });
});

test('tokens are looked up no more than thirty times in vain from one address', async () => {
  const lookUp = async (token: string, from: string) =>
    (await openBrowser(service.url).send('POST', '/one-time-links/look-up', { token }, { 'x-forwarded-for': from }))
      .status;
  const from = anyAddress();
  const statuses = await Promise.all(Array.from({ length: 40 }, () => lookUp(newSecretId().text, from)));
  expect(statuses.filter((status) => status === 404)).toHaveLength(31);
  expect(statuses.filter((status) => status === 429)).toHaveLength(9);
  const { body } = await account.operator.post('/invitations', { email: newEmail(), role: 'viewer' });
  const token = new URL(String(body['link'])).hash.slice(1);
  const elsewhere = anyAddress();
  for (let time = 0; time < 40; time += 1) expect(await lookUp(token, elsewhere)).toBe(200);
});
