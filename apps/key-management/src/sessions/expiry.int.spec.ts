import { makeUser, type TestUser } from '../testing/browser';
import { openTestAccount, type TestAccount, textOf } from '../testing/client';
import { ownerQuery } from '../testing/owner-query';
import { createTestClock, type TestClock } from '../testing/test-clock';
import { startTestService, type TestService } from '../testing/test-service';
import { until } from '../testing/until';
import { DEVICE_COOKIE, SESSION_COOKIE } from './cookies';

let clock: TestClock;
let service: TestService;
let account: TestAccount;
let user: TestUser;

beforeAll(async () => {
  clock = createTestClock();
  service = await startTestService({ clock });
  account = await openTestAccount(service.url, 'ecosystem', 1);
});
beforeEach(async () => {
  user = await makeUser(service.url, account.id);
});
afterAll(() => service.dispose());

const get = (path: string, headers: Record<string, string> = {}) => user.browser.send('GET', path, undefined, headers);
const isOver = async () => textOf((await get('/session')).body['classifier']) === 'session_expired';

test('a session ends 30 minutes after the last thing that a person did', async () => {
  clock.advance({ minutes: 29 });
  expect((await get('/api-keys')).status).toBe(200);
  clock.advance({ minutes: 29.9 });
  expect(await isOver()).toBe(false);
  clock.advance({ minutes: 0.1 });
  expect(await isOver()).toBe(true);
  expect((await get('/api-keys')).body['classifier']).toBe('session_expired');
});

test('what a page asks by itself does not make it last', async () => {
  for (let minutes = 0; minutes < 30; minutes += 10) {
    expect((await get('/session')).status).toBe(200);
    expect((await get('/api-keys', { 'x-latchkey-background': 'true' })).status).toBe(200);
    clock.advance({ minutes: 10 });
  }
  expect(await isOver()).toBe(true);
});

test('it ends 12 hours after the sign-in, whatever is done, and no password makes it longer', async () => {
  const { expires_at: promised } = user.session;
  for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
    expect((await get('/api-keys')).status).toBe(200);
    clock.advance({ minutes: 20 });
  }
  const confirmed = await user.browser.send('POST', '/session/confirm', { password: user.password });
  expect(confirmed.body).toMatchObject({ expires_at: promised, idle_expires_at: promised });
  clock.advance({ minutes: 20 });
  expect(await isOver()).toBe(true);
});

test('what it says of its end comes true', async () => {
  clock.advance({ minutes: 3 });
  await get('/merchants');
  const { body } = await get('/session');
  const left = (time: unknown) => (Date.parse(String(time)) - clock.now().getTime()) / 60_000;
  expect([body['idle_expires_at'], body['expires_at'], body['fresh_until']].map(left)).toEqual([30, 717, 12]);
});

test('that it was seen is written once a minute at most', async () => {
  const lastSeen = async () => {
    const [row] = await ownerQuery<{ at: Date }>(
      service,
      'SELECT last_seen_at AS at FROM key_management.sessions WHERE user_id = $1',
      [user.id],
    );
    return row?.at;
  };
  const before = await lastSeen();
  clock.advance({ seconds: 59 });
  await get('/api-keys');
  expect(await lastSeen()).toEqual(before);
  clock.advance({ seconds: 1 });
  await get('/api-keys');
  expect(await lastSeen()).toEqual(clock.now());
});

describe('making a key', () => {
  const make = () => user.browser.send('POST', '/api-keys', { label: 'Checkout' });

  test('needs a password that was given within 15 minutes; revoking never does', async () => {
    clock.advance({ minutes: 14.9 });
    const made = await make();
    expect(made.status).toBe(201);
    clock.advance({ minutes: 0.1 });
    expect((await make()).body).toMatchObject({ status: 403, classifier: 'fresh_password_required' });
    expect((await user.browser.send('DELETE', `/api-keys/${made.body['id']}`)).status).toBe(200);
  });

  test('is possible again once it was given again, under another id', async () => {
    clock.advance({ minutes: 20 });
    const before = user.browser.cookies.get(SESSION_COOKIE) ?? '';
    const { body } = await user.browser.send('POST', '/session/confirm', { password: user.password });
    expect(body).toMatchObject({ confirmed_at: clock.now().toISOString(), signed_in_at: user.session['signed_in_at'] });
    expect((await make()).status).toBe(201);
    user.browser.cookies.set(SESSION_COOKIE, before);
    expect(await isOver()).toBe(true);
  });
});

test('a browser is known for a year', async () => {
  const { browser, email, password } = user;
  const known = browser.cookies.get(DEVICE_COOKIE);
  const signInAfter = async (days: number) => {
    clock.advance({ hours: 24 * days });
    expect((await browser.send('POST', '/session', { email, password })).status).toBe(200);
    return browser.cookies.get(DEVICE_COOKIE) === known;
  };
  expect([await signInAfter(364), await signInAfter(1)]).toEqual([true, false]);
});

test('what has expired is deleted', async () => {
  await account.operator.post('/invitations', { email: 'gone@acme.example', role: 'viewer' });
  clock.advance({ hours: 24 * 400 });
  const replica = await service.replica({ clock });
  const left = async () => {
    const [row] = await ownerQuery<{ n: number }>(
      service,
      `SELECT (SELECT count(*) FROM key_management.sessions) + (SELECT count(*) FROM key_management.known_devices)
        + (SELECT count(*) FROM key_management.one_time_links)
        + (SELECT count(*) FROM key_management.throttle_buckets) AS n`,
    );
    return Number(row?.n);
  };
  await until(async () => (await left()) === 0);
  await replica.stop();
});
