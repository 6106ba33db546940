import { createIdempotencyKeys } from './idempotency';

test('the same content is sent with the same key, other content with another', () => {
  let count = 0;
  const keyFor = createIdempotencyKeys(() => `key-${(count += 1)}`);
  expect(keyFor({ label: 'A' })).toBe('key-1');
  expect(keyFor({ label: 'A' })).toBe('key-1');
  expect(keyFor({ label: 'B' })).toBe('key-2');
  expect(keyFor({ label: 'A' })).toBe('key-3');
});
