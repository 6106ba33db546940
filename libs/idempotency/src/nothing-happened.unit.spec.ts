import { isIdempotencyKey } from './idempotency-key';
import { nothingHappenedByDefault } from './nothing-happened';
import { recordId } from './record-id';

describe('an error proves that nothing happened', () => {
  test.each([{ status: 400 }, { status: 422 }, { status: 499 }, { status: 502, outbound: 'not_sent' }])(
    'if it is %j',
    (error) => expect(nothingHappenedByDefault(Object.assign(new Error('x'), error))).toBe(true),
  );

  test.each([
    new TypeError('a bug may come after the effect'),
    { status: 500 },
    { status: 503, classifier: 'store_unavailable' },
    { status: 503, classifier: 'outcome_unknown' },
    { status: 409, classifier: 'outcome_unknown' },
    { status: 503, classifier: 'database_unavailable' },
    { status: 399 },
    { status: 409, outbound: 'unknown' },
    { status: 422, outbound: 'sent' },
    'text',
    null,
    undefined,
  ])('but not if it is %j', (error) => expect(nothingHappenedByDefault(error)).toBe(false));
});

describe('an idempotency key', () => {
  test.each(['a', 'A-1_b.c:d/e', '~'.repeat(255)])('may be %s', (key) => expect(isIdempotencyKey(key)).toBe(true));
  test.each(['', 'a b', 'é', 'a\n', '\0', 'x'.repeat(256)])('may not be %j', (key) =>
    expect(isIdempotencyKey(key)).toBe(false),
  );
});

test('a record belongs to account, caller, method, path and key, wherever one ends and the next begins', () => {
  const scope = { accountId: 'a', caller: 'b', method: 'POST', path: '/c', key: 'd' };
  const ids = [
    scope,
    { ...scope, accountId: 'x' },
    { ...scope, caller: 'x' },
    { ...scope, method: 'PUT' },
    { ...scope, path: '/x' },
    { ...scope, key: 'x' },
    { ...scope, accountId: 'ab', caller: '' },
  ].map((each) => recordId(each).toString('hex'));
  expect(new Set(ids).size).toBe(ids.length);
  expect(recordId({ ...scope }).toString('hex')).toBe(ids[0]);
});
