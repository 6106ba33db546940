import { parseBigint } from './bigint';

test('parseBigint reads what a number holds exactly', () => {
  expect(parseBigint('0')).toBe(0);
  expect(parseBigint('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
  expect(parseBigint('-1')).toBe(-1);
});

test.each(['9007199254740992', '1.5', 'x', ''])('parseBigint refuses %p instead of rounding it', (text) => {
  expect(() => parseBigint(text)).toThrow(RangeError);
});
