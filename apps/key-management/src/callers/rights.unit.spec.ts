import { documentedRoutes } from '../testing/openapi-routes';
import { RIGHTS } from './rights';

test('every documented route has rights, and every right a route', () => {
  expect(Object.keys(RIGHTS).sort()).toEqual(documentedRoutes().sort());
});

/** Whoever is asked nothing may show a key as well: it is not looked at. */
const BY_ANYBODY = [
  'POST /session',
  'POST /one-time-links/look-up',
  'POST /invitations/accept',
  'POST /password-resets/accept',
];

test('no key may make anything, open a destination or change a label', () => {
  const writes = Object.entries(RIGHTS).filter(
    ([route]) => /^(POST|PUT|PATCH)/.test(route) && !BY_ANYBODY.includes(route),
  );
  for (const [, { rights }] of writes) {
    expect([rights.unscoped_key, rights.scoped_key]).toEqual(['session_required', 'session_required']);
  }
  expect(writes.length).toBeGreaterThan(5);
});
