import { randomUUID } from 'node:crypto';
import {
  type Answer,
  type Client,
  createTestKey,
  keyHolderOf,
  openTestAccount,
  type Request,
  type TestAccount,
} from './testing/client';
import { startTestService, type TestService } from './testing/test-service';

let service: TestService;
let mine: TestAccount;
let theirs: TestAccount;
let callers: Record<string, Client>;
let theirKey: string;
let theirMerchant: string;

beforeAll(async () => {
  service = await startTestService();
  [mine, theirs] = [
    await openTestAccount(service.url, 'ecosystem', 1),
    await openTestAccount(service.url, 'ecosystem', 1),
  ];
  const { secret } = await createTestKey(mine);
  callers = { operator: mine.operator, key: keyHolderOf(service.url, secret) };
  theirKey = (await createTestKey(theirs)).id;
  theirMerchant = theirs.merchantIds[0] ?? '';
});
afterAll(() => service.dispose());

/** The answer as its caller sees it, without what differs from request to request. */
const bytes = ({ status, headers, text }: Answer): unknown => ({
  status,
  headers: [...headers].filter(([name]) => name !== 'x-request-id' && name !== 'date'),
  text: text.replace(/"instance":"[^"]*"/, '').replace(/"request_id":"[^"]*"/, ''),
});

const expectNoDifference = async (
  client: Client,
  method: string,
  path: (id: string) => string,
  theirs: string,
  request: Request = {},
) => {
  const [existing, missing] = [
    await client.request(method, path(theirs), request),
    await client.request(method, path(randomUUID()), request),
  ];
  expect(existing.status).toBe(404);
  expect(bytes(existing)).toEqual(bytes(missing));
};

describe.each(['operator', 'key'])('to the %s of one account, what is another’s does not exist:', (name) => {
  test.each([
    ['GET', (id: string) => `/api-keys/${id}`],
    ['GET', (id: string) => `/api-keys/${id}/history`],
  ])('%s of a key', (method, path) => expectNoDifference(callers[name]!, method, path, theirKey)); // both are made above

  test('GET of a merchant', () => expectNoDifference(callers[name]!, 'GET', (id) => `/merchants/${id}`, theirMerchant));

  test('lists', async () => {
    const keys = await callers[name]!.get('/api-keys?status=all&limit=500');
    expect(keys.text).not.toContain(theirKey);
    const merchants = await callers[name]!.get('/merchants?status=all&limit=500');
    expect(merchants.text).not.toContain(theirMerchant);
    const filtered = (id: string) => callers[name]!.get(`/api-keys?merchant_id=${id}`);
    expect(bytes(await filtered(theirMerchant))).toEqual(bytes(await filtered(randomUUID())));
  });
});

describe('to the operator of one account, what is another’s cannot be', () => {
  test('relabelled or revoked', async () => {
    await expectNoDifference(mine.operator, 'PATCH', (id) => `/api-keys/${id}`, theirKey, { json: { label: 'mine' } });
    await expectNoDifference(mine.operator, 'DELETE', (id) => `/api-keys/${id}`, theirKey);
    expect((await theirs.operator.get(`/api-keys/${theirKey}`)).body).toMatchObject({
      label: 'Checkout',
      status: 'active',
    });
  });

  test('changed or removed', async () => {
    const path = (id: string) => `/merchants/${id}`;
    await expectNoDifference(mine.operator, 'PATCH', path, theirMerchant, { json: { legal_name: 'mine' } });
    await expectNoDifference(mine.operator, 'DELETE', path, theirMerchant);
    expect((await theirs.operator.get(path(theirMerchant))).body).toMatchObject({
      legal_name: 'Shop 1',
      status: 'active',
    });
  });

  test('named in a scope, in what a key replaces, or in a destination', async () => {
    const post = (json: object) => mine.operator.post('/api-keys', { label: 'x', ...json });
    const scope = (id: string) => ({ scope: { merchant_ids: [id], features: ['tokens.list'] } });
    const destinations = (id: string) =>
      mine.operator.put('/destinations', { data: [{ host: 'psp.example', merchant_ids: [id] }] });
    for (const [existing, missing] of [
      [await post(scope(theirMerchant)), await post(scope(randomUUID()))],
      [await post({ replaces: theirKey }), await post({ replaces: randomUUID() })],
      [await destinations(theirMerchant), await destinations(randomUUID())],
    ] as const) {
      expect(existing.status).toBe(422);
      expect(bytes(existing)).toEqual(bytes(missing));
    }
  });
});

test('an idempotency key used by another account or caller is not known', async () => {
  const headers = { 'x-idempotency-key': 'the-same' };
  const first = await mine.operator.post('/api-keys', { label: 'mine' }, headers);
  const second = await theirs.operator.post('/api-keys', { label: 'theirs' }, headers);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body['account_id']).toBe(theirs.id);
  expect(second.headers.get('idempotent-replayed')).toBeNull();
});
