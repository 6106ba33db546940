import { createIdempotencyKeys } from './idempotency';

const counted = () => {
  let count = 0;
  return createIdempotencyKeys(() => `key-${(count += 1)}`);
};

test('the same content is sent with the same key, other content with another', () => {
  const { keyFor } = counted();
  expect(keyFor({ label: 'A' })).toBe('key-1');
  expect(keyFor({ label: 'A' })).toBe('key-1');
  expect(keyFor({ label: 'B' })).toBe('key-2');
  expect(keyFor({ label: 'A' })).toBe('key-3');
});

test('after an answer the same content is something new', () => {
  const { keyFor, forget } = counted();
  expect(keyFor({ label: 'A' })).toBe('key-1');
  forget();
  expect(keyFor({ label: 'A' })).toBe('key-2');
});
