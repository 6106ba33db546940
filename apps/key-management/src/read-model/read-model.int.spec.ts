import type { EventStore } from '@latchkey/event-store';
import { createPool, type Pool } from '@latchkey/postgres';
import {
  type Client,
  createTestKey,
  items,
  openTestAccount,
  operatorOf,
  textOf,
  type TestAccount,
} from '../testing/client';
import { startTestService, type TestService } from '../testing/test-service';
import { until } from '../testing/until';

let service: TestService;
let owner: Pool;

beforeAll(async () => {
  service = await startTestService();
  owner = createPool({ connectionString: service.database.ownerUrl, applicationName: 'test', max: 2 });
});
afterAll(async () => {
  await owner.end();
  await service.dispose();
});

const ids = (body: { readonly data?: unknown }): string[] => (body.data as { id: string }[]).map(({ id }) => id);

/** What the tables hold, in an order of their own. */
const tables = async (): Promise<unknown> => {
  const dump = (table: string) => owner.query(`SELECT * FROM key_management.${table} ORDER BY id`);
  const [accounts, merchants, keys] = [await dump('accounts'), await dump('merchants'), await dump('api_keys')];
  return [accounts.rows, merchants.rows, keys.rows];
};

/** Things with a past: changed, removed, relabelled, revoked. */
const liveALittle = async (): Promise<TestAccount> => {
  const account = await openTestAccount(service.url, 'ecosystem', 3);
  const [first = '', second = ''] = account.merchantIds;
  await account.operator.patch(`/merchants/${first}`, { company_city: 'Lyon', website_url: 'https://shop.example/' });
  await account.operator.patch(`/merchants/${first}`, { website_url: null });
  await account.operator.delete(`/merchants/${second}`);
  await operatorOf(service.url).put(`/accounts/${account.id}/operating-model`, {
    operating_model: 'managed_ecosystem',
  });
  const { id } = await createTestKey(account, { label: 'Old' });
  await account.operator.patch(`/api-keys/${id}`, { label: 'New' });
  await account.operator.delete(`/api-keys/${(await createTestKey(account)).id}`);
  return account;
};
const caughtUp = async (account: TestAccount): Promise<void> => {
  const { position } = await createTestKey(account, { label: 'Last' });
  const { status } = await account.operator.get('/api-keys', { 'x-latchkey-min-position': position });
  expect(status).toBe(200);
};

describe('lists', () => {
  test('show every object as it shows itself', async () => {
    const account = await liveALittle();
    const operator = account.operator;
    for (const path of ['/api-keys?status=all', '/merchants?status=all'] as const) {
      const { body } = await operator.get(path);
      expect(items(body['data']).length).toBeGreaterThan(1);
      for (const item of items(body['data'])) {
        expect((await operator.get(`${path.split('?')[0]}/${item['id']}`)).body).toEqual(item);
      }
    }
    const accounts = await operatorOf(service.url).get('/accounts?limit=1');
    expect(accounts.body['data']).toEqual([(await operatorOf(service.url).get(`/accounts/${account.id}`)).body]);
  });
});

describe('the read model', () => {
  test('of another log is thrown away and rebuilt, with a line in the log', async () => {
    const account = await liveALittle();
    await caughtUp(account);
    const before = await tables();
    // As after a restore: same events, but another log, and rows that it knows nothing of.
    await owner.query(`SELECT event_store.renew_log_id()`);
    await owner.query(`UPDATE key_management.api_keys SET label = 'from another world'`);
    const position = async () =>
      (await owner.query<{ position: string }>('SELECT position FROM key_management.read_model_checkpoint')).rows[0]
        ?.position;
    const old = await position();
    await until(async () => (await position())?.split(':')[0] !== old?.split(':')[0] && (await position()) != null);
    await caughtUp(account);
    expect(service.logs().includes('rebuilding from the beginning of the log')).toBe(true);
    await owner.query(`DELETE FROM key_management.api_keys WHERE label = 'Last'`);
    expect(strip(await tables())).toEqual(strip(before));
  });

  test('kept by several replicas is the same as kept by one', async () => {
    const replicas = [await service.replica(), await service.replica()];
    const account = await liveALittle();
    await Promise.all(Array.from({ length: 60 }, (_, index) => createTestKey(account, { label: `Parallel ${index}` })));
    await caughtUp(account);
    const together = await tables();
    await owner.query(`UPDATE key_management.read_model_checkpoint SET position = NULL`);
    await owner.query(`TRUNCATE key_management.accounts, key_management.merchants, key_management.api_keys`);
    // A service of its own, that begins from nothing.
    const fresh = await service.replica();
    await caughtUp(account);
    const alone = await tables();
    expect(strip(alone)).toEqual(strip(together));
    await Promise.all([...replicas, fresh].map((replica) => replica.stop()));
  });

  test('applies nothing twice and never goes backwards, whoever comes late', async () => {
    const account = await liveALittle();
    const { id } = await createTestKey(account, { label: 'One' });
    await account.operator.patch(`/api-keys/${id}`, { label: 'Two' });
    await caughtUp(account);
    const versionOf = async () =>
      (await owner.query('SELECT version, label FROM key_management.api_keys WHERE id = $1', [id])).rows[0];
    const before = await versionOf();
    // A checkpoint that is too early: everything comes once more.
    await owner.query(`UPDATE key_management.read_model_checkpoint SET position = NULL`);
    const late = await service.replica();
    await caughtUp(account);
    expect(await versionOf()).toEqual(before);
    await late.stop();
  });

  test('that is out of reach of the log still answers lists, and says that it is not ready', async () => {
    let broken = false;
    const replica = await service.replica({
      wrapStore: (store): EventStore => ({
        append: (...all) => store.append(...all),
        read: (...all) => store.read(...all),
        compare: (...all) => store.compare(...all),
        head: () => (broken ? Promise.reject(new Error('away')) : store.head()),
        async *subscribe(...all) {
          for await (const delivery of store.subscribe(...all)) {
            if (broken) throw new Error('away');
            yield delivery;
          }
        },
      }),
    });
    const account = await liveALittle();
    await caughtUp(account);
    broken = true;
    const readiness = async () =>
      (await fetch(`${replica.adminUrl}/readyz`)).json() as Promise<{ checks: Record<string, { ok: boolean }> }>;
    await until(async () => !(await readiness()).checks['read_model']?.ok);
    expect((await fetch(`${replica.adminUrl}/readyz`)).status).toBe(503);
    expect((await operatorOf(replica.url, account.id).get('/api-keys')).status).toBe(200);
    broken = false;
    await until(async () => (await fetch(`${replica.adminUrl}/readyz`)).status === 200);
    await replica.stop();
  });
});

/** Without the keys that `caughtUp` adds. */
const strip = (dump: unknown): unknown => {
  const [accounts, merchants, keys] = dump as [unknown[], unknown[], { label: string }[]];
  return [accounts, merchants, keys.filter(({ label }) => label !== 'Last')];
};

describe('a page of keys', () => {
  let account: TestAccount;
  let operator: Client;
  const labels = ['Ärger', 'apple', 'Apple', 'b%', 'b_', 'b\\', 'Straße', 'żółw', 'Zebra', 'zebra'];

  beforeAll(async () => {
    account = await openTestAccount(service.url, 'ecosystem', 2);
    operator = account.operator;
    for (const label of labels) await createTestKey(account, { label });
  });

  test.each([
    'created_at+asc',
    'created_at+desc',
    'label+asc',
    'label%2Bdesc',
    'last_used_at desc',
    'last_used_at asc',
  ])('sorted by %s comes the same by pages and by cursor, each key once', async (sort) => {
    const whole = ids((await operator.get(`/api-keys?limit=500&sort=${sort}`)).body);
    expect(new Set(whole).size).toBe(labels.length);
    const paged: string[] = [];
    for (let page = 1; page <= 4; page += 1) {
      const { body } = await operator.get(`/api-keys?limit=3&page=${page}&sort=${sort}`);
      expect(body['pagination']).toMatchObject({ current_page: page, page_size: 3, total_items: 10, total_pages: 4 });
      paged.push(...ids(body));
    }
    expect(paged).toEqual(whole);

    const first = await operator.get(`/api-keys?limit=3&sort=${sort}`);
    const walked = ids(first.body);
    let cursor = textOf(first.body['pagination']?.['next_cursor']);
    while (cursor !== null) {
      const { body } = await operator.get(`/api-keys?limit=3&cursor=${cursor}`);
      expect(body['pagination']).toMatchObject({ current_page: null, total_items: null, total_pages: null });
      walked.push(...ids(body));
      cursor = textOf(body['pagination']?.['next_cursor']);
    }
    expect(walked).toEqual(whole);
  });

  test('sorted by label ignores case', async () => {
    const { body } = await operator.get('/api-keys?sort=label+asc');
    const sorted = items(body['data']).map((key) => String(key['label']).toLowerCase());
    expect(sorted).toEqual([...sorted].sort());
  });

  test('walked by cursor skips and repeats nothing while keys are made and revoked', async () => {
    const shop = await openTestAccount(service.url, 'platform');
    for (let number = 1; number <= 9; number += 1) await createTestKey(shop, { label: `K${number}` });
    const first = await shop.operator.get('/api-keys?limit=3');
    const before = ids((await shop.operator.get('/api-keys')).body);
    await createTestKey(shop, { label: 'newcomer' });
    await shop.operator.delete(`/api-keys/${before[0]}`);
    await shop.operator.delete(`/api-keys/${before[3]}`);
    const rest = await shop.operator.get(`/api-keys?cursor=${first.body['pagination']?.['next_cursor']}`);
    expect([...ids(first.body), ...ids(rest.body)]).toEqual(before.filter((id) => id !== before[3]));
  });

  test.each([
    ['app', ['Apple', 'apple']],
    ['APPLE', ['Apple', 'apple']],
    ['ä', ['Ärger']],
    ['STRASSE', []],
    ['%', ['b%']],
    ['_', ['b_']],
    ['\\', ['b\\']],
    ['ebr', ['Zebra', 'zebra']],
    ["'; drop table x --", []],
  ])('searched for %s finds exactly the labels that hold it', async (text, expected) => {
    const { body } = await operator.get(`/api-keys?q=${encodeURIComponent(text)}`);
    expect(
      items(body['data'])
        .map((key) => String(key['label']))
        .sort(),
    ).toEqual([...expected].sort());
  });

  test('filtered by status and merchant', async () => {
    const shop = await openTestAccount(service.url, 'ecosystem', 2);
    const [one = '', two = ''] = shop.merchantIds;
    const scoped = (merchant_ids: string[]) =>
      createTestKey(shop, { label: 'S', scope: { merchant_ids, features: ['tokens.list'] } });
    const [whole, first, both] = [await createTestKey(shop), await scoped([one]), await scoped([one, two])];
    await shop.operator.delete(`/api-keys/${first.id}`);
    const found = async (query: string) => ids((await shop.operator.get(`/api-keys?${query}`)).body).sort();
    const idsOf = (...keys: { id: string }[]) => keys.map(({ id }) => id).sort();
    expect(await found('')).toEqual(idsOf(whole, both));
    expect(await found('status=revoked')).toEqual(idsOf(first));
    expect(await found('status=all')).toEqual(idsOf(whole, first, both));
    expect(await found('status=active,revoked')).toEqual(idsOf(whole, first, both));
    expect(await found(`merchant_id=${two}`)).toEqual(idsOf(both));
    expect(await found(`status=all&merchant_id=${one},${two}`)).toEqual(idsOf(first, both));
  });
});
