import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { DoubleAccount } from '../testing/accounts.double';
import { insertTokens, type TestToken } from '../testing/insert-tokens';
import { startTestCommerce, type TestCommerce } from '../testing/test-commerce';

interface Page {
  readonly data: { readonly id: string; readonly created_at: string; readonly merchant_id: string | null }[];
  readonly pagination: Record<string, unknown> & { readonly next_cursor: string | null };
}

let commerce: TestCommerce;
const now = new Date('2026-11-23T12:00:00.000Z');
beforeAll(async () => {
  commerce = await startTestCommerce({ clock: { now: () => now } });
});
afterAll(() => commerce?.stop());

async function list(key: string, query = ''): Promise<Page> {
  const answer = await commerce.call(`/tokens${query}`, { headers: { 'x-api-key': key } });
  expect([query, answer.status]).toEqual([query, 200]);
  return answer.body as unknown as Page;
}

const ids = (page: Page) => page.data.map(({ id }) => id);

function newAccount(over: Partial<DoubleAccount> = {}) {
  const account = commerce.accounts.account(over);
  const key = commerce.accounts.key(account).secret;
  const insert = (tokens: readonly TestToken[]) => insertTokens(commerce, account.id, tokens);
  return { account, key, insert };
}

describe('filters', () => {
  let key: string;
  let made: string[];
  let merchants: string[];

  beforeAll(async () => {
    const { account, key: unscoped, insert } = newAccount();
    key = unscoped;
    merchants = [...account.merchantIds];
    made = await insert([
      { createdAt: '2026-01-01T00:00:00.000Z', scheme: 'VISA', businessKey: 'a', merchantId: merchants[0] },
      { createdAt: '2026-01-01T12:00:00.000Z', scheme: 'Mastercard', businessKey: 'b', merchantId: merchants[1] },
      { createdAt: '2026-01-02T00:00:00.000Z', scheme: 'American Express', businessKey: 'B', status: 'active' },
      { createdAt: '2026-01-03T00:00:00.000Z', scheme: 'VISA', businessKey: null, status: 'failed' },
    ]);
  });

  test.each<[string, number[]]>([
    ['', [3, 2, 1, 0]],
    ['?sort=created_at+asc', [0, 1, 2, 3]],
    ['?sort=created_at%2Basc', [0, 1, 2, 3]],
    ['?sort=created_at%20desc', [3, 2, 1, 0]],
    ['?sort=created_at', [3, 2, 1, 0]],
    ['?from=2026-01-02', [3, 2]],
    ['?from=2026-01-01T12:00:00Z', [3, 2, 1]],
    ['?from=2026-01-01T13:00:00%2B01:00', [3, 2, 1]],
    ['?to=2026-01-02', [1, 0]],
    ['?to=2026-01-01T12:00:00.001Z', [1, 0]],
    ['?from=2026-01-01&to=2026-01-02', [1, 0]],
    ['?from=2026-01-02&to=2026-01-02', []],
    ['?from=0001-01-01&to=9999-12-31T23:59:59-12:00', [3, 2, 1, 0]],
    ['?scheme=visa', [3, 0]],
    ['?scheme=VISA,mastercard', [3, 1, 0]],
    ['?scheme=american%20EXPRESS', [2]],
    ['?scheme=JCB', []],
    ['?network_token_status=active,failed', [3, 2]],
    ['?network_token_status=not_available', [1, 0]],
    ['?business_key=a', [0]],
    ['?business_key=b', [1]],
    ['?business_key=a,b,nothing', [1, 0]],
    ['?business_key=%27%20OR%201=1--', []],
    ['?scheme=visa&business_key=a', [0]],
  ])('%j', async (query, expected) => {
    const page = await list(key, query);
    expect(ids(page)).toEqual(expected.map((at) => made[at]));
    expect(page.pagination['total_items']).toBe(expected.length);
  });

  test('by merchant: one, several, in any case, and nothing for one that is not there', async () => {
    expect(ids(await list(key, `?merchant_id=${merchants[0]}`))).toEqual([made[0]]);
    expect(ids(await list(key, `?merchant_id=${merchants.join(',').toUpperCase()}`))).toEqual([made[1], made[0]]);
    expect(ids(await list(key, `?merchant_id=${randomUUID()}`))).toEqual([]);
  });

  test('of another account show nothing of this one', async () => {
    const stranger = newAccount().key;
    for (const query of ['', `?merchant_id=${merchants[0]}`, '?business_key=a']) {
      expect(ids(await list(stranger, query))).toEqual([]);
    }
  });
});

describe('a scoped key', () => {
  test('lists what is of its merchants and nothing else: not shared tokens, not those of a removed merchant', async () => {
    const { account, insert } = newAccount();
    const [own, mine, theirs] = account.merchantIds;
    const made = await insert([
      { createdAt: '2026-01-01T00:00:00.000Z', merchantId: mine },
      { createdAt: '2026-01-02T00:00:00.000Z', merchantId: theirs },
      { createdAt: '2026-01-03T00:00:00.000Z', merchantId: null },
      { createdAt: '2026-01-04T00:00:00.000Z', merchantId: own },
      { createdAt: '2026-01-05T00:00:00.000Z', merchantId: account.removedMerchantIds[0] },
    ]);
    const keyFor = (...merchantIds: (string | undefined)[]) =>
      commerce.accounts.key(account, { merchantIds: merchantIds.map(String), features: ['tokens.list'] }).secret;

    expect(ids(await list(keyFor(mine)))).toEqual([made[0]]);
    expect(ids(await list(keyFor(mine, own)))).toEqual([made[3], made[0]]);
    expect(ids(await list(keyFor(mine, own), `?merchant_id=${own},${theirs}`))).toEqual([made[3]]);
    const outside = await list(keyFor(mine), `?merchant_id=${theirs}`);
    expect(outside).toEqual({
      data: [],
      pagination: { current_page: 1, page_size: 50, total_items: 0, total_pages: 0, next_cursor: null },
    });
    expect(await list(keyFor())).toEqual(outside);
    expect(ids(await list(commerce.accounts.key(account).secret))).toEqual([...made].reverse());
  });
});

describe('pages', () => {
  test('and cursors walk through everything once, in order, ties by id, whatever the size of the step', async () => {
    const { key, insert } = newAccount();
    const sameTime = '2026-02-01T00:00:00.000Z';
    const made = await insert(
      Array.from({ length: 23 }, (_, at) => ({
        createdAt: at % 3 === 0 ? `2026-02-01T00:00:00.0${10 + at}Z` : sameTime,
      })),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.constantFrom('asc', 'desc'), async (limit, direction) => {
        const sort = `sort=created_at+${direction}`;
        const whole = ids(await list(key, `?limit=500&${sort}`));
        expect([...whole].sort()).toEqual([...made].sort());
        const byCursor: string[] = [];
        const byPage: string[] = [];
        let next: string | null = null;
        do {
          const page: Page = await list(key, `?limit=${limit}&${next === null ? sort : `cursor=${next}`}`);
          byCursor.push(...ids(page));
          next = page.pagination.next_cursor;
        } while (next !== null);
        for (let page = 1; page <= Math.ceil(23 / limit); page++) {
          byPage.push(...ids(await list(key, `?limit=${limit}&page=${page}&${sort}`)));
        }
        expect(byCursor).toEqual(whole);
        expect(byPage).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });

  test('in cursor mode name no page and no totals', async () => {
    const { key, insert } = newAccount();
    await insert([{}, {}, {}]);
    const first = await list(key, '?limit=2');
    expect(first.pagination).toEqual({
      current_page: 1,
      page_size: 2,
      total_items: 3,
      total_pages: 2,
      next_cursor: expect.any(String),
    });
    const second = await list(key, `?limit=2&cursor=${first.pagination.next_cursor}`);
    expect(second.pagination).toEqual({
      current_page: null,
      page_size: 2,
      total_items: null,
      total_pages: null,
      next_cursor: null,
    });
  });

  test('a cursor stays true while tokens come and go before it', async () => {
    const { key, insert } = newAccount();
    const [oldest, , newest] = await insert([
      { createdAt: '2026-03-01T00:00:00.000Z' },
      { createdAt: '2026-03-02T00:00:00.000Z' },
      { createdAt: '2026-03-03T00:00:00.000Z' },
    ]);
    const first = await list(key, '?limit=2');
    await commerce.call(`/tokens/${newest}`, { method: 'DELETE', headers: { 'x-api-key': key } });
    await insert([{ createdAt: '2026-03-04T00:00:00.000Z' }]);
    expect(ids(await list(key, `?limit=2&cursor=${first.pagination.next_cursor}`))).toEqual([oldest]);
  });

  test('beyond the end are empty', async () => {
    const { key, insert } = newAccount();
    await insert([{}]);
    expect((await list(key, '?page=2')).data).toEqual([]);
    expect((await list(key, '?page=999999999&limit=500')).data).toEqual([]);
  });

  test('are 50 long by default and 500 at most', async () => {
    const { key, insert } = newAccount();
    await insert(Array.from({ length: 501 }, () => ({})));
    expect((await list(key)).data).toHaveLength(50);
    expect((await list(key, '?limit=500')).data).toHaveLength(500);
  });

  test('count exactly up to 10,000, and say so beyond', async () => {
    const { key, insert } = newAccount();
    await insert(Array.from({ length: 10_000 }, () => ({})));
    expect((await list(key, '?limit=1')).pagination).toMatchObject({ total_items: 10_000, total_pages: 10_000 });
    expect((await list(key, '?limit=1')).pagination).not.toHaveProperty('total_is_lower_bound');
    await insert([{}]);
    expect((await list(key, '?limit=1')).pagination).toMatchObject({
      total_items: 10_000,
      total_is_lower_bound: true,
      total_pages: 10_000,
    });
  });
});

test('an expired token is in no list and in no count', async () => {
  const { key, insert } = newAccount();
  const [, alive] = await insert([
    { expiresAt: '2026-11-23T12:00:00.000Z' },
    { expiresAt: '2026-11-23T12:00:00.001Z' },
  ]);
  const page = await list(key);
  expect(ids(page)).toEqual([alive]);
  expect(page.pagination['total_items']).toBe(1);
});
