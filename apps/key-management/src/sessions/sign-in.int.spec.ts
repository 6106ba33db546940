import { openBrowser, makeUser, type TestUser } from '../testing/browser';
import { openTestAccount, type TestAccount } from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';
import { DEVICE_COOKIE, SESSION_COOKIE } from './cookies';

let service: TestService;
let account: TestAccount;
let user: TestUser;

beforeAll(async () => {
  service = await startTestService();
  account = await openTestAccount(service.url, 'ecosystem', 1);
  user = await makeUser(service.url, account.id);
});
afterAll(() => service.dispose());

const signIn = (browser = openBrowser(service.url)) =>
  browser.send('POST', '/session', { email: user.email, password: user.password });

test('whoever gives their password is told who they are and what their account allows', async () => {
  const { status, body, headers } = await signIn();
  expect([status, headers.get('cache-control'), headers.get('x-latchkey-position')]).toEqual([200, 'no-store', null]);
  expect(body).toEqual({
    user: {
      id: user.id,
      email: user.email,
      name: 'Ada',
      role: 'owner',
      created_at: expect.any(String),
      last_signed_in_at: body['signed_in_at'],
      removed_at: null,
    },
    account: {
      id: account.id,
      name: 'Acme',
      operating_model: 'ecosystem',
      allows: { scoped_keys: true, features: expect.arrayContaining(['tokens.list']), many_merchants: true },
    },
    mode: 'test',
    signed_in_at: expect.any(String),
    confirmed_at: body['signed_in_at'],
    fresh_until: expect.any(String),
    idle_expires_at: expect.any(String),
    expires_at: expect.any(String),
  });
});

test('the cookies are kept from scripts, other sites, subdomains and plain connections', async () => {
  const { headers } = await signIn();
  const [session = '', device = '', ...more] = headers.getSetCookie();
  expect(more).toEqual([]);
  const [, ...ofSession] = session.split('; ');
  const [, ...ofDevice] = device.split('; ');
  expect(session).toMatch(new RegExp(`^${SESSION_COOKIE}=[A-Za-z0-9_-]{43};`));
  expect(device).toMatch(new RegExp(`^${DEVICE_COOKIE}=[A-Za-z0-9_-]{43};`));
  expect(ofSession.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
  expect(ofDevice.sort()).toEqual(['HttpOnly', 'Max-Age=31536000', 'Path=/', 'SameSite=Strict', 'Secure']);
});

test('the address may be spelled in any case, with a space too many', async () => {
  const browser = openBrowser(service.url);
  const email = ` ${user.email.toUpperCase()} `;
  expect((await browser.send('POST', '/session', { email, password: user.password })).status).toBe(200);
});

test('a session is read, and is over after signing out', async () => {
  const browser = openBrowser(service.url);
  expect((await browser.send('GET', '/session')).body).toMatchObject({
    status: 401,
    classifier: 'missing_credentials',
  });
  const { body } = await signIn(browser);
  expect((await browser.send('GET', '/session')).body).toEqual(body);
  const kept = new Map(browser.cookies);
  const left = await browser.send('DELETE', '/session');
  expect([left.status, left.text, browser.cookies.has(SESSION_COOKIE)]).toEqual([200, '{}', false]);
  browser.cookies.set(SESSION_COOKIE, kept.get(SESSION_COOKIE) ?? '');
  expect((await browser.send('GET', '/session')).body).toMatchObject({ status: 401, classifier: 'session_expired' });
});
