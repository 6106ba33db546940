import { randomUUID } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { SESSION_COOKIE } from '../sessions/cookies';
import { makeUser, newEmail, newPassword, openBrowser, type TestUser, tokenOf } from '../testing/browser';
import { createTestKey, items, openTestAccount, type TestAccount } from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';
import { RIGHTS } from './rights';

let service: TestService;
let account: TestAccount;
let owner: TestUser;

beforeAll(async () => {
  service = await startTestService();
  account = await openTestAccount(service.url, 'ecosystem', 1);
  owner = await makeUser(service.url, account.id);
});
afterAll(() => service.dispose());

/** The header that a page of each sends; '' is left out. */
const STRANGERS = {
  'no page, or one that hides it': '',
  'a sandboxed frame': 'null',
  'another site': 'https://evil.example',
  'another port of this machine': 'http://127.0.0.1:1',
  'a name that begins like ours': 'http://127.0.0.1.evil.example',
};

const unsafeOnes = Object.entries(RIGHTS)
  .filter(([route, { about }]) => !route.startsWith('GET ') && about !== 'visitor')
  .map(([route]) => route);

test.each(unsafeOnes)('%s by a session, asked for by a stranger’s page, is 403 and does nothing', async (route) => {
  const [method = '', path = ''] = route.split(' ');
  for (const [whose, origin] of Object.entries(STRANGERS)) {
    const json = method === 'DELETE' ? undefined : {};
    const { status, body } = await owner.browser.send(method, path.replace(/:\w+/g, randomUUID()), json, { origin });
    expect([whose, status, body['classifier']]).toEqual([whose, 403, 'origin_forbidden']);
  }
  expect((await owner.browser.send('GET', '/session')).status).toBe(200);
});

test('a key is revoked from the dashboard’s page, and not from another one', async () => {
  const { id } = await createTestKey(account);
  const from = (origin: string) => owner.browser.send('DELETE', `/api-keys/${id}`, undefined, { origin });
  expect((await from('https://evil.example')).status).toBe(403);
  expect((await account.operator.get(`/api-keys/${id}`)).body['status']).toBe('active');
  expect((await from(new URL(service.url).origin)).status).toBe(200);
});

test('reading needs no origin: nothing is changed, and no other page is shown the answer', async () => {
  const answer = await owner.browser.send('GET', '/api-keys', undefined, { origin: 'https://evil.example' });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  const asked = await owner.browser.send('OPTIONS', '/api-keys', undefined, {
    origin: 'https://evil.example',
    'access-control-request-method': 'POST',
  });
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([404, null]);
});

test('nobody is signed in as somebody else by another page', async () => {
  const victim = openBrowser(service.url);
  const { email, password } = owner;
  const signedIn = await victim.send('POST', '/session', { email, password }, { origin: 'https://evil.example' });
  expect([signedIn.status, victim.cookies.size]).toEqual([403, 0]);
  const invited = await account.operator.post(`/accounts/${account.id}/invitations`, { email: newEmail() });
  const json = { token: tokenOf(invited), name: 'Eve', password: newPassword() };
  expect((await victim.send('POST', '/invitations/accept', json, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await victim.send('POST', '/invitations/accept', json)).status).toBe(200);
});

test('operators and keys need none: no browser adds them by itself', async () => {
  expect((await account.operator.post('/api-keys', { label: 'x' })).status).toBe(201);
});

describe('on one machine, with DASHBOARD_URL', () => {
  /** Through a socket of our own: `fetch` writes `Host` itself. */
  const sendTo = async (base: string, host: string, origin: string): Promise<number> => {
    const { hostname, port } = new URL(base);
    const cookie = `${SESSION_COOKIE}=${owner.browser.cookies.get(SESSION_COOKIE)}`;
    const headers = { host, origin, cookie, 'content-type': 'application/json' };
    const sent = request({ hostname, port, method: 'POST', path: '/api-keys', headers });
    sent.end('{"label": "x"}');
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve);
      sent.once('error', reject);
    });
    await text(response);
    return response.statusCode ?? 0;
  };

  test('each name of it is the dashboard’s, if the request goes to the same; a name of somebody else’s never is', async () => {
    const { url } = await service.replica({ env: { DASHBOARD_URL: 'http://keys.acme.example' } });
    const { port } = new URL(url);
    const statuses = [];
    for (const [host, origin] of [
      ['anything.example', 'http://keys.acme.example'],
      [`localhost:${port}`, `http://localhost:${port}`],
      [`[::1]:${port}`, `http://[::1]:${port}`],
      [`localhost:${port}`, `http://localhost:${Number(port) + 1}`],
      [`rebound.example:${port}`, `http://rebound.example:${port}`],
    ] as const)
      statuses.push(await sendTo(url, host, origin));
    expect(statuses).toEqual([201, 201, 201, 403, 403]);
  });
});

test('a key that a user made says so', async () => {
  const made = await owner.browser.send('POST', '/api-keys', { label: 'By hand' });
  expect(made.body['created_by']).toEqual({ type: 'user', id: owner.id });
  const history = await owner.browser.send('GET', `/api-keys/${made.body['id']}/history`);
  expect(items(history.body['data'])[0]?.['actor']).toEqual({ type: 'user', id: owner.id });
});
