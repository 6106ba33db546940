import type { RunningService } from '@latchkey/platform';
import { type AuthDouble, startAuthDouble } from '../testing/auth.double';
import { createTestKey, items, keyHolderOf, openTestAccount, type TestAccount } from '../testing/client';
import { ownerQuery } from '../testing/owner-query';
import { startTestService, type TestService } from '../testing/test-service';
import { until } from '../testing/until';

let auth: AuthDouble;
let service: TestService;
let account: TestAccount;

beforeAll(async () => {
  auth = await startAuthDouble();
  service = await startTestService({ auth });
  account = await openTestAccount(service.url, 'platform');
});
afterAll(async () => {
  await service?.dispose();
  await auth?.close();
});
beforeEach(() => auth.behave(undefined));

const NINE = Date.parse('2026-11-23T09:00:00.000Z') / 1000;
const at = (second: number) => new Date(second * 1000).toISOString();
const lastUsedOf = async (id: string) => (await account.operator.get(`/api-keys/${id}`)).body['last_used_at'];
const shows = (id: string, second: number) => until(async () => String(await lastUsedOf(id)) === at(second));

describe('when a key was last used', () => {
  test('is null until it was, then shown wherever the key is shown', async () => {
    const { id, secret } = await createTestKey(account, { label: 'Used' });
    expect(await lastUsedOf(id)).toBeNull();
    auth.use(id, NINE);
    await shows(id, NINE);
    const { body: own } = await keyHolderOf(service.url, secret).get('/api-key');
    const { body: renamed } = await account.operator.patch(`/api-keys/${id}`, { label: 'Still used' });
    const { body: listed } = await account.operator.get('/api-keys?q=still+used');
    expect([own, renamed, ...items(listed['data'])]).toMatchObject(Array(3).fill({ id, last_used_at: at(NINE) }));
  });

  test('goes only forward', async () => {
    const [one, other] = [await createTestKey(account), await createTestKey(account)];
    auth.use(one.id, NINE + 10);
    auth.use(one.id, NINE + 9);
    auth.use(other.id, NINE);
    await shows(other.id, NINE);
    expect(await lastUsedOf(one.id)).toBe(at(NINE + 10));
  });

  test('orders the list, keys that were never used before all others', async () => {
    const shop = await openTestAccount(service.url, 'platform');
    const keys: string[] = [];
    for (const label of ['A', 'B', 'C', 'D']) keys.push((await createTestKey(shop, { label })).id);
    const [a = '', b = '', c = '', d = ''] = keys;
    auth.use(c, NINE + 1);
    auth.use(a, NINE + 2);
    const order = async (query: string) =>
      items((await shop.operator.get(`/api-keys?${query}`)).body['data']).map((key) => String(key['id']));
    await until(async () => (await order('sort=last_used_at+desc'))[0] === a);
    const [younger, older] = [b, d].sort().reverse();
    expect(await order('sort=last_used_at+desc')).toEqual([a, c, younger, older]);
    expect(await order('sort=last_used_at+asc')).toEqual([older, younger, c, a]);
    const page = await shop.operator.get('/api-keys?sort=last_used_at+desc&limit=2');
    const { next_cursor: cursor } = page.body['pagination'] ?? {};
    expect(await order(`cursor=${cursor}`)).toEqual([younger, older]);
  });

  test('is not lost for more keys than a page holds', async () => {
    const { id } = await createTestKey(account);
    // Of another log, say: nobody knows them.
    for (let other = 0; other < 1_200; other += 1) auth.use(crypto.randomUUID(), NINE);
    auth.use(id, NINE + 20);
    await shows(id, NINE + 20);
  });
});

describe('auth is away', () => {
  test('keys are shown with what is known, and the service is ready; when it is back, they are followed again', async () => {
    const { id } = await createTestKey(account);
    auth.use(id, NINE);
    await shows(id, NINE);
    auth.behave((response) => response.destroy());
    auth.use(id, NINE + 60);
    await until(async () => service.logs().includes('cannot follow the last uses of keys'));
    expect(await lastUsedOf(id)).toBe(at(NINE));
    expect((await account.operator.get('/api-keys?sort=last_used_at+desc')).status).toBe(200);
    expect((await fetch(`${service.adminUrl}/readyz`)).status).toBe(200);
    auth.behave(undefined);
    await shows(id, NINE + 60);
  });
});

describe('a read model that begins anew', () => {
  test('shows again when keys were used', async () => {
    const { id } = await createTestKey(account);
    auth.use(id, NINE + 5);
    await shows(id, NINE + 5);
    const calls = auth.asked.length;
    await ownerQuery(service, 'SELECT event_store.renew_log_id()');
    await until(async () => auth.asked.slice(calls).includes(null));
    await shows(id, NINE + 5);
  });
});

describe('two replicas', () => {
  let other: RunningService | undefined;
  afterAll(() => other?.stop());

  test('show the same, and go on when one is gone', async () => {
    other = await service.replica({ auth });
    const ids: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { id } = await createTestKey(account);
      auth.use(id, NINE + round);
      ids.push(id);
    }
    for (const [round, id] of ids.entries()) await shows(id, NINE + round);
    await other.stop();
    auth.use(ids[0] ?? '', NINE + 100);
    await shows(ids[0] ?? '', NINE + 100);
  });
});

test('a service that is not told where auth is asks nobody', async () => {
  const alone = await startTestService();
  const shop = await openTestAccount(alone.url, 'platform');
  const { id } = await createTestKey(shop);
  expect((await shop.operator.get(`/api-keys/${id}`)).body).toMatchObject({ last_used_at: null });
  const metrics = await (await fetch(`${alone.adminUrl}/metrics`)).text();
  expect(metrics).not.toContain('key_management_last_used_age_seconds');
  await alone.dispose();
});
