import { type Argon2id, argon2id } from '../passwords/argon2';
import { createPasswordHasher } from '../passwords/password-hasher';
import { makeUser, newEmail, openBrowser, type TestUser } from '../testing/browser';
import { createTestKey, items, openTestAccount, type TestAccount } from '../testing/client';
import { ownerQuery } from '../testing/owner-query';
import { OPERATOR_TOKEN, startTestService, type TestService } from '../testing/test-service';
import { DEVICE_COOKIE, SESSION_COOKIE } from './cookies';
import { newSecretId } from './secret-id';

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

describe('an id that the browser brought', () => {
  test('is never taken on: signing in makes another one, and the old session ends', async () => {
    const browser = openBrowser(service.url);
    const planted = newSecretId().text;
    browser.cookies.set(SESSION_COOKIE, planted);
    await signIn(browser);
    const first = browser.cookies.get(SESSION_COOKIE) ?? '';
    expect(first).not.toBe(planted);
    await signIn(browser);
    expect(browser.cookies.get(SESSION_COOKIE)).not.toBe(first);
    for (const id of [planted, first]) {
      const thief = openBrowser(service.url);
      thief.cookies.set(SESSION_COOKIE, id);
      expect((await thief.send('GET', '/session')).body['classifier']).toBe('session_expired');
    }
  });

  test('and another one beside it are none', async () => {
    const browser = openBrowser(service.url);
    await signIn(browser);
    const id = browser.cookies.get(SESSION_COOKIE);
    const cookie = `${SESSION_COOKIE}=${id}; ${SESSION_COOKIE}=${newSecretId().text}`;
    expect((await browser.send('GET', '/session', undefined, { cookie })).body['classifier']).toBe(
      'missing_credentials',
    );
  });
});

describe('a session together with another credential', () => {
  test('counts for nothing: the header decides', async () => {
    const { secret } = await createTestKey(account);
    const reads = await user.browser.send('GET', '/api-keys', undefined, { 'x-api-key': secret });
    const makes = await user.browser.send('POST', '/api-keys', { label: 'x' }, { 'x-api-key': secret });
    expect([reads.status, makes.body['classifier']]).toEqual([200, 'session_required']);
    const bad = await user.browser.send('GET', '/api-keys', undefined, { authorization: 'Bearer nobody' });
    expect(bad.body['classifier']).toBe('invalid_credentials');
    const operator = { authorization: `Bearer ${OPERATOR_TOKEN}`, 'x-latchkey-account': account.id, origin: '' };
    expect((await user.browser.send('POST', '/api-keys', { label: 'x' }, operator)).body['created_by']).toEqual({
      type: 'operator',
      id: 'ada',
    });
  });
});

describe('whether an address is known is not told', () => {
  /** With the same request id, so that every byte can be compared. */
  const tryToSignIn = async (email: string) => {
    const browser = openBrowser(service.url);
    const json = { email, password: 'a wrong password' };
    const { status, text, headers } = await browser.send('POST', '/session', json, { 'x-request-id': 'same' });
    return { status, text, headers: [...headers].filter(([name]) => name !== 'date') };
  };

  test('by the answer: an unknown one, a wrong password and a user who was removed are the same bytes', async () => {
    const removed = await makeUser(service.url, account.id, 'viewer');
    await account.operator.delete(`/users/${removed.id}`);
    const unknown = await tryToSignIn(newEmail());
    expect(unknown).toMatchObject({ status: 401, text: expect.stringContaining('"sign_in_failed"') });
    expect(await tryToSignIn(user.email)).toEqual(unknown);
    expect(await tryToSignIn(removed.email)).toEqual(unknown);
    for (const email of ['', 'no address', 'nul\0@acme.example', '\ud800@acme.example', `${'a'.repeat(990)}@x.yz`])
      expect({ email, ...(await tryToSignIn(email)) }).toEqual({ email, ...unknown });
  });

  test('by the work: each of them costs one hash', async () => {
    const costs: number[] = [];
    const derive: Argon2id = (password, salt, cost, length) => {
      costs.push(cost.memoryKib);
      return argon2id(password, salt, cost, length);
    };
    const passwords = createPasswordHasher({ derive, cost: { memoryKib: 8, passes: 1, parallelism: 1 } });
    const replica = await service.replica({ passwords });
    const removed = await makeUser(service.url, account.id, 'viewer');
    await account.operator.delete(`/users/${removed.id}`);
    for (const email of [newEmail(), user.email, removed.email]) {
      costs.length = 0;
      const { status } = await openBrowser(replica.url).send('POST', '/session', {
        email,
        password: 'a wrong password',
      });
      expect({ email, status, costs }).toEqual({ email, status: 401, costs: [8] });
    }
  });
});

test('a password that was hashed with less than today’s cost is hashed anew when it is given', async () => {
  const stronger = await service.replica({
    passwords: createPasswordHasher({ cost: { memoryKib: 16, passes: 2, parallelism: 1 } }),
  });
  const { email, password, id } = await makeUser(service.url, account.id, 'viewer');
  const costOf = async () => /\$m=[0-9]+,t=[0-9]+,/.exec(await passwordHashOf(service, id))?.[0];
  expect(await costOf()).toBe('$m=8,t=1,');
  expect((await openBrowser(stronger.url).send('POST', '/session', { email, password })).status).toBe(200);
  expect(await costOf()).toBe('$m=16,t=2,');
  expect((await openBrowser(service.url).send('POST', '/session', { email, password })).status).toBe(200);
});

test('a password or an address that is no text, missing or endless is 422, by its name alone', async () => {
  for (const [json, fields] of [
    [{}, ['email', 'password']],
    [{ email: user.email, password: 7 }, ['password']],
    [{ email: [user.email], password: 'x' }, ['email']],
    [{ email: user.email, password: 'x'.repeat(1_001) }, ['password']],
    [{ email: user.email, password: 'x', remember: true }, ['remember']],
  ] as const) {
    const { status, body } = await openBrowser(service.url).send('POST', '/session', json);
    expect([status, items(body['errors']).map((error) => error['field'])]).toEqual([422, fields]);
  }
});

const passwordHashOf = async (of: TestService, id: string): Promise<string> => {
  const [row] = await ownerQuery<{ hash: string }>(
    of,
    'SELECT password_hash AS hash FROM key_management.users WHERE id = $1',
    [id],
  );
  return row?.hash ?? '';
};
