import { randomUUID } from 'node:crypto';
import { payment } from '../testing/make-bundle';
import { problemOf, refused } from '../testing/problem';
import { card, startTestCommerce, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
beforeAll(async () => {
  commerce = await startTestCommerce();
});
afterAll(() => commerce?.stop());

const LISTS = { features: ['payment-data.list'] };

function newAccount() {
  const account = commerce.accounts.account();
  const [a = '', b = '', c = ''] = account.merchantIds;
  const scoped = (merchantIds: string[]) => commerce.accounts.key(account, { merchantIds, ...LISTS }).secret;
  return { account, key: commerce.accounts.key(account).secret, merchants: { a, b, c }, scoped };
}

async function post(path: string, key: string, json: object): Promise<string> {
  const answer = await commerce.call(path, { method: 'POST', headers: { 'x-api-key': key }, json });
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}`);
  return String(answer.body['id']);
}

const list = (tokenId: string, key: string, query = '') =>
  commerce.call(`/tokens/${tokenId}/payment-data${query}`, {
    headers: { 'x-api-key': key, 'x-request-id': 'same' },
  });

describe('the bundles of a token', () => {
  type Merchant = 'a' | 'b' | 'c';
  /** The token's merchant; its bundles' merchants; the caller's (`*`: unscoped); what it sees: how many, or 404. */
  test.each<[Merchant | null, Merchant[], Merchant[] | '*', number]>([
    ['a', ['a', 'a'], '*', 2],
    ['a', ['a', 'a'], ['a'], 2],
    ['a', [], ['a'], 0],
    ['a', ['a'], ['b'], 404],
    ['a', ['a'], ['a', 'b'], 1],
    ['a', [], '*', 0],
    [null, ['a', 'b', 'b'], '*', 3],
    [null, ['a', 'b', 'b'], ['a'], 1],
    [null, ['a', 'b', 'b'], ['a', 'b'], 3],
    [null, ['a', 'b', 'b'], ['c'], 404],
    [null, [], ['a'], 404],
    [null, [], '*', 0],
    [null, ['a'], [], 404],
    ['a', ['a'], [], 404],
  ])('token of %j, bundles of %j: a key of %j sees %d', async (ofToken, ofBundles, ofCaller, seen) => {
    const { key, merchants, scoped } = newAccount();
    const tokenId = await post('/tokens', key, card({ merchant_id: ofToken && merchants[ofToken] }));
    for (const of of ofBundles)
      await post(`/tokens/${tokenId}/payment-data`, key, payment({ merchant_id: merchants[of] }));
    const caller = ofCaller === '*' ? key : scoped(ofCaller.map((merchant) => merchants[merchant]));
    const answer = await list(tokenId, caller);
    if (seen === 404) {
      expect(problemOf(answer)).toEqual(refused(404, 'not_found'));
      const nobodys = randomUUID();
      expect(answer.text.replace(tokenId, nobodys)).toBe((await list(nobodys, caller)).text);
      return;
    }
    expect(answer.body['pagination']).toMatchObject({ total_items: seen, next_cursor: null });
    const inView = ofCaller === '*' ? Object.values(merchants) : ofCaller.map((merchant) => merchants[merchant]);
    for (const bundle of answer.body['data'] as { merchant_id: string }[]) expect(inView).toContain(bundle.merchant_id);
  });

  test('of a token of another account are 404, whatever the key', async () => {
    const owner = newAccount();
    const stranger = newAccount();
    const tokenId = await post('/tokens', owner.key, card({ merchant_id: owner.merchants.a }));
    await post(`/tokens/${tokenId}/payment-data`, owner.key, payment());
    for (const key of [stranger.key, stranger.scoped([stranger.merchants.a])])
      expect(problemOf(await list(tokenId, key))).toEqual(refused(404, 'not_found'));
  });

  test('come in pages and by cursor, in either order, none twice and none left out', async () => {
    const { key, merchants } = newAccount();
    const tokenId = await post('/tokens', key, card({ merchant_id: merchants.a }));
    const made: string[] = [];
    for (let amount = 0; amount < 5; amount++)
      made.push(await post(`/tokens/${tokenId}/payment-data`, key, payment({ amount })));
    const ids = (body: object) => (Reflect.get(body, 'data') as { id: string }[]).map(({ id }) => id);

    const first = (await list(tokenId, key, '?limit=2&page=1')).body;
    const second = (await list(tokenId, key, '?limit=2&page=2')).body;
    expect(first['pagination']).toMatchObject({ current_page: 1, page_size: 2, total_items: 5, total_pages: 3 });
    const byCursor: string[] = [];
    let cursor: unknown = (first['pagination'] as { next_cursor: string }).next_cursor;
    while (typeof cursor === 'string') {
      const { body } = await list(tokenId, key, `?limit=2&cursor=${cursor}`);
      byCursor.push(...ids(body));
      cursor = (body['pagination'] as { next_cursor: string | null }).next_cursor;
    }
    const newestFirst = [...ids(first), ...byCursor];
    expect(newestFirst).toEqual(ids((await list(tokenId, key)).body));
    expect(ids(second)).toEqual(byCursor.slice(0, 2));
    expect([...newestFirst].sort()).toEqual([...made].sort());
    expect(ids((await list(tokenId, key, '?sort=created_at+asc')).body)).toEqual([...newestFirst].reverse());
  });
});
