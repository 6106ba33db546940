import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { onlyWhatIsParsed, parseSearch, stringifySearch } from './search';

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

test('a route has nothing of an address but what its parser made of it', () => {
  const root = createRootRoute();
  const parse = ({ page }: Record<string, unknown>): { page?: number } => (page === '2' ? { page: 2 } : {});
  const list = createRoute({ getParentRoute: () => root, path: '/list', validateSearch: onlyWhatIsParsed(parse) });
  const router = createRouter({ routeTree: root.addChildren([list]), parseSearch, stringifySearch });
  const searchAt = (search: Record<string, string>): unknown => router.matchRoutes('/list', search).at(-1)?.search;
  expect(searchAt({ page: '2', sort: 'x' })).toEqual({ page: 2 });
  expect(searchAt({ page: '1e9' })).toEqual({});
});
