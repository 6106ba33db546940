import { parseSearch, stringifySearch } from './search';

test('parameters are text, as they stand in the address', () => {
  expect(parseSearch('?q=12&status=all&q=other&label=a+b%2Bc')).toEqual({ q: '12', status: 'all', label: 'a b+c' });
});

test('what is unset is left out', () => {
  expect(stringifySearch({ q: 'a b', page: 2, cursor: undefined, status: null, merchant: '' })).toBe('?q=a+b&page=2');
  expect(stringifySearch({})).toBe('');
});

test('names of an object’s own members are names like others', () => {
  expect(parseSearch('?__proto__=x&constructor=y')['constructor']).toBe('y');
});
