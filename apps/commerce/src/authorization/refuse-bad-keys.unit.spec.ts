import { once } from 'node:events';
import { connect } from 'node:net';
import { createAccountsDouble } from '../testing/accounts.double';
import { answering, POSITION, startAuthDouble, type AuthDouble } from '../testing/auth.double';
import { startGuardedApp } from '../testing/guarded-app';

let auth: AuthDouble;
let app: Awaited<ReturnType<typeof startGuardedApp>>;

beforeAll(async () => {
  auth = await startAuthDouble(createAccountsDouble().behaviour);
  app = await startGuardedApp(auth.url);
});
afterAll(async () => {
  await app.stop();
  await auth.stop();
});

/** The status line that is answered to headers alone, while a body is still owed. */
async function answerToHeaders(...headers: string[]): Promise<string> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  const lines = [
    'POST /tokens HTTP/1.1',
    'host: x',
    'content-type: application/json',
    'content-length: 10',
    ...headers,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString().split('\r\n', 1)[0] ?? '';
}

test.each([
  ['no key', []],
  ['a key that is none', ['x-api-key: nonsense']],
  ['two keys', ['x-api-key: a', 'x-api-key: b']],
])('with %s the answer does not wait for the body', async (_, headers) => {
  expect(await answerToHeaders(...headers)).toMatch(/^HTTP\/1\.1 40[01] /);
});

test('a position that is not valid is said only to those whom auth allows', async () => {
  const accounts = createAccountsDouble();
  const headers = { 'x-api-key': accounts.key(accounts.account()).secret, 'x-latchkey-min-position': 'a b' };
  auth.behave(accounts.behaviour);
  expect((await app.call('/tokens', { headers })).status).toBe(400);
  auth.behave(
    answering(({ key_id }) => ({
      ...{ verdict: 'deny', reason: 'api_key_revoked', key_id, account_id: null, operating_model: null },
      ...{
        merchant_ids: null,
        features: null,
        own_merchant_id: null,
        position: POSITION,
        forward_url: null,
        destination: null,
      },
    })),
  );
  expect((await app.call('/tokens', { headers })).status).toBe(401);
});

test('what needs no key is answered without one', async () => {
  expect((await app.call('/openapi.json')).status).toBe(200);
  expect((await app.call('/docs')).status).toBe(200);
});
