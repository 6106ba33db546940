import { fromStart, keysQueryParameters, nextSort, parseKeysSearch, sortOf } from './keys-search';

const MERCHANT = '8c7e1f2a-3b4c-4d5e-8f60-718293a4b5c6';

test('an empty address is the list of active keys, latest first', () => {
  expect(parseKeysSearch({})).toEqual({});
  expect(keysQueryParameters({})).toEqual({ limit: 50, sort: 'created_at desc', status: 'active', page: 1 });
});

test('all of it is read and asked for', () => {
  const search = parseKeysSearch({ q: ' eu ', status: 'all', merchant: MERCHANT, sort: 'label-asc', page: '3' });
  expect(search).toEqual({ q: ' eu ', status: 'all', merchant: MERCHANT, sort: 'label-asc', page: 3 });
  expect(keysQueryParameters(search)).toEqual({
    limit: 50,
    sort: 'label asc',
    status: 'all',
    q: 'eu',
    merchant_id: MERCHANT,
    page: 3,
  });
});

test.each([
  [{ q: '' }],
  [{ q: '   ' }],
  [{ status: 'active' }],
  [{ status: 'deleted' }],
  [{ merchant: 'x' }],
  [{ sort: 'created_at-desc' }],
  [{ sort: 'secret-asc' }],
  [{ page: '1' }],
  [{ page: '0' }],
  [{ page: '-2' }],
  [{ page: '1.5' }],
  [{ page: 'many' }],
  [{ page: '1e99' }],
  [{ cursor: '' }],
  [{ unknown: 'x' }],
])('%j says nothing', (search) => {
  expect(parseKeysSearch(search)).toEqual({});
});

test('what the server would refuse is not asked for', () => {
  expect(parseKeysSearch({ q: 'a\u0000b' })).toEqual({ q: 'a b' });
  expect(parseKeysSearch({ q: 'x'.repeat(200) }).q).toHaveLength(100);
  expect(parseKeysSearch({ q: `${'x'.repeat(99)}🔑` }).q?.isWellFormed()).toBe(true);
});

test('a cursor comes instead of a page', () => {
  expect(parseKeysSearch({ cursor: 'abc', page: '2' })).toEqual({ cursor: 'abc' });
  expect(keysQueryParameters({ cursor: 'abc' })).not.toHaveProperty('page');
});

test('a heading sorts by its column, and the other way round the second time', () => {
  expect(nextSort(sortOf({}), 'label')).toBe('label-asc');
  expect(nextSort(sortOf({ sort: 'label-asc' }), 'label')).toBe('label-desc');
  expect(nextSort(sortOf({ sort: 'label-asc' }), 'last_used_at')).toBe('last_used_at-desc');
  expect(nextSort(sortOf({}), 'created_at')).toBe('created_at-asc');
});

test('a changed filter begins at the first page', () => {
  expect(fromStart({ q: 'eu', page: 4 })).toEqual({ q: 'eu' });
  expect(fromStart({ sort: 'label-asc', cursor: 'abc' })).toEqual({ sort: 'label-asc' });
});
