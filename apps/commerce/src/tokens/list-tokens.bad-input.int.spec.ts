import { badQuery, problemOf, refused } from '../testing/problem';
import { card, startTestCommerce, type TestCommerce } from '../testing/test-commerce';

let commerce: TestCommerce;
let key: string;
beforeAll(async () => {
  commerce = await startTestCommerce();
  key = commerce.accounts.key(commerce.accounts.account()).secret;
});
afterAll(() => commerce?.stop());

describe('a query that will not do', () => {
  const TIME = 'must be a date (YYYY-MM-DD) or a time (ISO 8601 with Z or an offset)';
  const SORT = 'must be one of created_at, followed by +asc or +desc';
  const SCHEME =
    'must be one of VISA, Mastercard, American Express, Discover, Diners Club, JCB, UnionPay, Unknown; at most 100, separated by commas';

  test.each<[string, object]>([
    ['page=0', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['page=-1', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['page=1e3', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['page=99999999999999999999', badQuery('page', 'must be an integer from 1 to 999999999')],
    ['limit=0', badQuery('limit', 'must be an integer from 1 to 500')],
    ['limit=501', badQuery('limit', 'must be an integer from 1 to 500')],
    ['limit=', badQuery('limit', 'must be an integer from 1 to 500')],
    ['limit=10&limit=20', badQuery('limit', 'must be given once')],
    ['cursor=!!', badQuery('cursor', 'must be a next_cursor of this list')],
    ['cursor=e30', badQuery('cursor', 'must be a next_cursor of this list')],
    ['sort=scheme', badQuery('sort', SORT)],
    ['sort=created_at+sideways', badQuery('sort', SORT)],
    ['from=yesterday', badQuery('from', TIME)],
    ['from=2026-02-30', badQuery('from', TIME)],
    ['to=2026-01-01T00:00:00', badQuery('to', TIME)],
    ['scheme=Maestro', badQuery('scheme', SCHEME)],
    ['scheme=VISA,,JCB', badQuery('scheme', SCHEME)],
    ['merchant_id=shop', badQuery('merchant_id', 'must be a UUID; at most 100, separated by commas')],
    ['business_key=%00', badQuery('business_key', 'must be 1 to 200 characters; at most 100, separated by commas')],
    ['colour=red', badQuery('colour', 'is not known')],
    ['__proto__=1', badQuery('__proto__', 'is not known')],
  ])('?%s', async (query, expected) => {
    const answer = await commerce.call(`/tokens?${query}`, { headers: { 'x-api-key': key } });
    expect(problemOf(answer)).toEqual(expected);
  });

  test('page and cursor at once', async () => {
    const headers = { 'x-api-key': key };
    for (let made = 0; made < 2; made++) await commerce.call('/tokens', { method: 'POST', headers, json: card() });
    const first = await commerce.call('/tokens?limit=1', { headers });
    const { next_cursor: cursor } = first.body['pagination'] as { next_cursor: string };
    const answer = await commerce.call(`/tokens?page=1&cursor=${cursor}`, { headers });
    expect(problemOf(answer)).toEqual(badQuery('cursor', 'must not be given together with page'));
    const turned = await commerce.call(`/tokens?sort=created_at+asc&cursor=${cursor}`, { headers });
    expect(problemOf(turned)).toEqual(badQuery('cursor', 'belongs to a list that is sorted otherwise'));
  });

  test('an unknown route is 404 and an id that is none is 404, whatever it holds', async () => {
    const headers = { 'x-api-key': key };
    for (const path of ['/cards', '/tokens/x/y', '/tokens/%00', '/tokens/..%2F..', `/tokens/${'9'.repeat(4000)}`]) {
      expect(problemOf(await commerce.call(path, { headers }))).toEqual(refused(404, 'not_found'));
    }
    const put = await commerce.call('/tokens', { method: 'PUT', headers, json: card() });
    expect(problemOf(put)).toEqual(refused(404, 'not_found'));
  });
});
