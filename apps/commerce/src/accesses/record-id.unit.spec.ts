import { isUuid } from '@latchkey/platform';
import fc from 'fast-check';
import { recordId } from './record-id';

const id = (ms: number) => recordId(new Date(ms));

test('is a UUID, ordered by its time', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 47), fc.nat(2 ** 47), (one, other) => {
      expect(isUuid(id(one))).toBe(true);
      expect(id(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
      if (one < other) expect(id(one) < id(other)).toBe(true);
    }),
  );
});

test('is another one each time', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => id(0))).size).toBe(10_000);
});
