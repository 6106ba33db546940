import { documentedRoutes } from '../testing/openapi-routes';
import { RIGHTS } from './rights';

test('every documented route has rights, and every right a route', () => {
  expect(Object.keys(RIGHTS).sort()).toEqual(documentedRoutes().sort());
});

test('no key may make anything, open a destination or change a label', () => {
  const writes = Object.entries(RIGHTS).filter(([route]) => /^(POST|PUT|PATCH)/.test(route));
  for (const [, { rights }] of writes) {
    expect([rights.unscoped_key, rights.scoped_key]).toEqual(['session_required', 'session_required']);
  }
  expect(writes.length).toBeGreaterThan(5);
});
