import { createServiceTokenSource } from '@latchkey/service-tokens';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import {
  answering,
  type Behaviour,
  type CommerceDouble,
  hang,
  loseAnswer,
  reset,
  respond,
  startCommerceDouble,
  well,
} from '../testing/commerce.double';
import { createMerchantKeysClient } from './merchant-keys.client';
import type { MerchantKeyName, MerchantKeys } from './merchant-keys.port';

let commerce: CommerceDouble;
let keys: MerchantKeys;
const connect = (deadlineMs?: number): MerchantKeys => {
  const { service, kid, private_key: privateKey } = commerce.serviceKey;
  const { token } = createServiceTokenSource({ service, kid, privateKey, audience: 'commerce' });
  return createMerchantKeysClient({ url: commerce.url, token, ...(deadlineMs ? { deadlineMs } : {}) });
};

beforeAll(async () => {
  commerce = await startCommerceDouble();
  keys = connect();
});
beforeEach(() => {
  commerce.behave(well);
  commerce.calls.length = 0;
});
afterAll(() => commerce.close());

const name = (): MerchantKeyName => ({ accountId: randomUUID(), merchantId: randomUUID(), kid: randomUUID() });
const failure = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'it did not fail',
    (error: Error) => `${error.name}: ${error.message}`,
  );
const bytes = (count: number): string => randomBytes(count).toString('base64url');

test('a key is prepared, told again while it is not in use, and put to use as often as it is asked', async () => {
  const asked = name();
  const { accountId: account_id, merchantId: merchant_id, kid } = asked;
  const first = await keys.prepare(asked);
  expect(first).toEqual({ kind: 'prepared', key: expect.stringMatching(/^[\w-]{43}$/) });
  expect(await keys.prepare(asked)).toEqual(first);
  await keys.activate(asked);
  await keys.activate(asked);
  expect(await keys.prepare(asked)).toEqual({ kind: 'in_use' });
  const service = 'key-management';
  const prepare = { method: 'POST', path: '/internal/v1/merchant-keys', service };
  const activate = { ...prepare, path: `/internal/v1/merchant-keys/${kid}/activate` };
  expect(commerce.calls).toEqual([
    { ...prepare, body: { account_id, merchant_id, kid } },
    { ...prepare, body: { account_id, merchant_id, kid } },
    { ...activate, body: { account_id, merchant_id } },
    { ...activate, body: { account_id, merchant_id } },
    { ...prepare, body: { account_id, merchant_id, kid } },
  ]);
});

const SECRET = bytes(32);
const endless: Behaviour = (_call, response) => {
  response.writeHead(201, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write(SECRET.repeat(100)));
  };
  response.on('drain', more);
  more();
};
const asAsked =
  (members: object): Behaviour =>
  ({ body }, response) =>
    respond(response, { status: 201, body: { kid: body['kid'], key: SECRET, ...members } });

describe('an answer that is no key is taken for none, and nothing of it is repeated:', () => {
  test.each<[string, Behaviour]>([
    ['another kid', answering(201, { kid: randomUUID(), key: SECRET })],
    ['31 bytes', asAsked({ key: bytes(31) })],
    ['33 bytes', asAsked({ key: bytes(33) })],
    ['no key', asAsked({ key: undefined })],
    ['a key that is null', asAsked({ key: null })],
    ['ordinary base64', asAsked({ key: `${'+'.repeat(42)}A` })],
    ['a second spelling of 32 bytes', asAsked({ key: `${'A'.repeat(42)}B` })],
    ['one member more', asAsked({ also: SECRET })],
    ['a list', answering(201, [SECRET])],
    ['null', answering(201, null)],
    ['nothing', answering(201)],
    ['what is not JSON', (_call, response) => void response.writeHead(201).end(`{"key":"${SECRET}`)],
    ['an endless body', endless],
    ['status 200', answering(200, { key: SECRET })],
    ['status 204', answering(204)],
    ['status 401', answering(401, { detail: SECRET })],
    ['status 404', answering(404, { detail: SECRET })],
    ['status 500', answering(500, { detail: SECRET })],
    ['what is not HTTP', (_call, response) => void response.socket?.end(`HTTP/9.9 ${SECRET}\r\n\r\n`)],
  ])('%s', async (_, behaviour) => {
    commerce.behave(behaviour);
    const message = await failure(keys.prepare(name()));
    expect(message).toMatch(/^MerchantKeysUnavailable: commerce (answered|cannot be reached)/);
    expect(message.includes(SECRET)).toBe(false);
  });
});

test.each([200, 201, 400, 404, 409, 500])('a key is not in use if the answer to that is %d', async (status) => {
  commerce.behave(answering(status, {}));
  expect(await failure(keys.activate(name()))).toBe(`MerchantKeysUnavailable: commerce answered ${status}`);
});

test('a redirect is not followed: the token goes nowhere else', async () => {
  let followed = 0;
  const elsewhere = createServer((_request, response) => {
    followed += 1;
    response.writeHead(201, { connection: 'close' }).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  const { port } = elsewhere.address() as { port: number }; // it listens on TCP
  commerce.behave((_call, response) => void response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end());
  const message = await failure(keys.prepare(name()));
  elsewhere.close();
  expect(message).toMatch(/commerce answered 307$/);
  expect(followed).toBe(0);
});

describe('a commerce that is away', () => {
  test('hangs: both calls give up', async () => {
    commerce.behave(hang);
    const hurried = connect(100);
    expect(await failure(hurried.prepare(name()))).toMatch(/in time$/);
    expect(await failure(hurried.activate(name()))).toMatch(/in time$/);
  });

  test('begins its answer and goes silent: it gives up', async () => {
    commerce.behave((_call, response) => void response.writeHead(201).write('{'));
    expect(await failure(connect(100).prepare(name()))).toMatch(/in time$/);
  });

  test('refuses connections: the reason is told', async () => {
    const gone = await startCommerceDouble();
    await gone.close();
    const client = createMerchantKeysClient({ url: gone.url, token: () => Promise.resolve('t') });
    expect(await failure(client.prepare(name()))).toMatch(/cannot be reached \(ECONNREFUSED\)$/);
  });

  test('loses an answer: it is asked once more, and once only', async () => {
    let lost = 0;
    commerce.behave((call, response, proceed) => (lost++ ? well : loseAnswer)(call, response, proceed));
    const asked = name();
    expect(await keys.prepare(asked)).toEqual({ kind: 'prepared', key: commerce.keys.get(asked.kid)?.key });
    commerce.calls.length = 0;
    commerce.behave(reset);
    expect(await failure(keys.activate(asked))).toMatch(/cannot be reached/);
    expect(commerce.calls).toHaveLength(2);
  });
});
