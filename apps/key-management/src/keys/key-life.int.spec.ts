import { createTestKey, keyHolderOf, openTestAccount, operatorOf, type TestAccount } from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';

let service: TestService;
let account: TestAccount;

beforeAll(async () => {
  service = await startTestService();
  account = await openTestAccount(service.url, 'ecosystem', 2);
});
afterAll(() => service.dispose());

const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const OPERATOR = { type: 'operator', id: 'ada' };

describe('a created key', () => {
  test('is answered whole, with its secret, where it is and where in the log', async () => {
    const { status, headers, body } = await account.operator.post('/api-keys', { label: '  Checkout EU ' });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: UUID,
      label: 'Checkout EU',
      display: expect.stringMatching(/^lk_test_[0-9A-Za-z]{6}…[0-9A-Za-z]{4}$/),
      status: 'active',
      account_id: account.id,
      scope: null,
      effective_scope: null,
      replaces: null,
      created_at: TIME,
      created_by: OPERATOR,
      revoked_at: null,
      revoked_by: null,
      last_used_at: null,
      secret: expect.stringMatching(/^lk_test_[0-9A-Za-z]{22}_[0-9A-Za-z]{49}$/),
    });
    expect(headers.get('location')).toBe(`/api-keys/${body['id']}`);
    expect(headers.get('x-latchkey-position')).toMatch(/^[0-9a-f-]{36}:\d+$/);
  });

  test('can be read at once, by its id and in the list, without the secret', async () => {
    const { id, position } = await createTestKey(account, { label: 'Fresh' });
    const one = await account.operator.get(`/api-keys/${id}`);
    expect(one.status).toBe(200);
    expect(one.body).toMatchObject({ id, label: 'Fresh' });
    expect(one.text).not.toContain('secret');
    const list = await account.operator.get('/api-keys', { 'x-latchkey-min-position': position });
    expect(list.body['data']).toContainEqual(one.body);
  });

  test('tells its holder what it is', async () => {
    const { id, secret } = await createTestKey(account);
    const own = await keyHolderOf(service.url, secret).get('/api-key');
    expect(own.status).toBe(200);
    expect(own.body).toEqual((await account.operator.get(`/api-keys/${id}`)).body);
  });

  test('keeps its scope; the effective one follows model and merchants', async () => {
    const shop = await openTestAccount(service.url, 'ecosystem', 2);
    const [first = '', second = ''] = shop.merchantIds;
    const scope = { merchant_ids: [second, first, first], features: ['tokens.read', 'payment-data.forward'] };
    const { id } = await createTestKey(shop, { label: 'Scoped', scope });
    const stored = { merchant_ids: [first, second].sort(), features: ['payment-data.forward', 'tokens.read'] };
    const read = async () => (await shop.operator.get(`/api-keys/${id}`)).body;
    expect(await read()).toMatchObject({ scope: stored, effective_scope: stored });

    await shop.operator.delete(`/merchants/${first}`);
    await operatorOf(service.url).put(`/accounts/${shop.id}/operating-model`, { operating_model: 'managed_ecosystem' });
    const now = { merchant_ids: [second], features: ['payment-data.forward'] };
    expect(await read()).toMatchObject({ scope: stored, effective_scope: now });
    const { body } = await shop.operator.get('/api-keys');
    expect(body['data']).toMatchObject([{ id, scope: stored, effective_scope: now }]);
  });

  test('can replace another one of the account', async () => {
    const old = await createTestKey(account);
    const { status, body } = await account.operator.post('/api-keys', { label: 'New', replaces: old.id.toUpperCase() });
    expect(status).toBe(201);
    expect(body['replaces']).toBe(old.id);
  });
});

describe('a label', () => {
  test('can be changed; the same label again is a success without an event', async () => {
    const { id } = await createTestKey(account, { label: 'Old' });
    const changed = await account.operator.patch(`/api-keys/${id}`, { label: 'New' });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ id, label: 'New' });
    const again = await account.operator.patch(`/api-keys/${id}`, { label: ' New ' });
    expect(again.status).toBe(200);
    expect(again.headers.get('x-latchkey-position')).toBe(changed.headers.get('x-latchkey-position'));
    expect((await account.operator.get(`/api-keys/${id}/history`)).body['data']).toHaveLength(2);
  });
});

describe('a revoked key', () => {
  test('answers when and where, nobody asked to confirm yet, and the same when revoked again', async () => {
    const { id, secret } = await createTestKey(account);
    const first = await account.operator.delete(`/api-keys/${id}?wait=none`);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      revoked_at: TIME,
      position: first.headers.get('x-latchkey-position'),
      confirmed_by: [],
      unconfirmed: [],
    });
    const second = await account.operator.delete(`/api-keys/${id}?wait=all&timeout_ms=100`);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('x-latchkey-position')).toBe(first.body['position']);
    expect((await account.operator.get(`/api-keys/${id}`)).body).toMatchObject({
      status: 'revoked',
      revoked_at: first.body['revoked_at'],
      revoked_by: OPERATOR,
    });
    const refused = await keyHolderOf(service.url, secret).get('/api-key');
    expect([refused.status, refused.body['classifier']]).toEqual([401, 'api_key_revoked']);
  });

  test('is refused by every replica at once', async () => {
    const replica = await service.replica();
    const { id, secret } = await createTestKey(account);
    const there = keyHolderOf(replica.url, secret);
    expect((await there.get('/api-key')).status).toBe(200);
    await account.operator.delete(`/api-keys/${id}`);
    expect((await there.get('/api-key')).body['classifier']).toBe('api_key_revoked');
    await replica.stop();
  });

  test('may have been revoked by its holder', async () => {
    const { id, secret } = await createTestKey(account);
    const holder = keyHolderOf(service.url, secret);
    expect((await holder.delete('/api-key')).status).toBe(200);
    expect((await account.operator.get(`/api-keys/${id}`)).body['revoked_by']).toEqual({ type: 'api_key', id });
  });

  test('cannot be relabelled', async () => {
    const { id } = await createTestKey(account, { label: 'Old' });
    await account.operator.delete(`/api-keys/${id}`);
    const refused = await account.operator.patch(`/api-keys/${id}`, { label: 'New' });
    expect([refused.status, refused.body['classifier']]).toEqual([409, 'conflict']);
  });
});

test('a key’s history is its events in order, with who, when and where, and without the verifier', async () => {
  const [merchant = ''] = account.merchantIds;
  const scope = { merchant_ids: [merchant], features: ['tokens.list'] };
  const { id, secret, position } = await createTestKey(account, { label: 'One', scope });
  await account.operator.request('PATCH', `/api-keys/${id}`, {
    json: { label: 'Two' },
    headers: { 'x-request-id': 'relabel-1' },
  });
  await keyHolderOf(service.url, secret).delete('/api-key');

  const { status, text, body } = await account.operator.get(`/api-keys/${id}/history`);
  expect(status).toBe(200);
  const entry = { id: expect.stringMatching(/^[0-9a-f-]{36}$/), time: TIME, request_id: expect.any(String) };
  expect(body).toEqual({
    data: [
      {
        ...entry,
        type: 'KeyCreated',
        version: 0,
        position,
        actor: OPERATOR,
        data: { label: 'One', display: expect.any(String), scope, replaces: null },
      },
      {
        ...entry,
        type: 'KeyLabeled',
        version: 1,
        position: expect.any(String),
        actor: OPERATOR,
        request_id: 'relabel-1',
        data: { label: 'Two' },
      },
      {
        ...entry,
        type: 'KeyRevoked',
        version: 2,
        position: expect.any(String),
        actor: { type: 'api_key', id },
        data: {},
      },
    ],
  });
  expect(text).not.toMatch(/verifier|pepper/i);
});
