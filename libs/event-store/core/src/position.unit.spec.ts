import fc from 'fast-check';
import { UnknownPosition } from './errors';
import { comparePositions, formatPosition, ordinalIn, parsePosition } from './position';

const LOG = '5e4b7a3c-8c0e-4a53-9d0a-0f3a1f1c2b01';
const OTHER = '5e4b7a3c-8c0e-4a53-9d0a-0f3a1f1c2b02';
const ordinal = fc.nat({ max: Number.MAX_SAFE_INTEGER });

test('positions of one log sort as text in the order of the log', () => {
  fc.assert(
    fc.property(ordinal, ordinal, (a, b) => {
      const [left, right] = [formatPosition(LOG, a), formatPosition(LOG, b)];
      expect(Math.sign(comparePositions(left, right))).toBe(Math.sign(a - b));
      expect(left < right).toBe(a < b);
      expect(parsePosition(left)).toEqual({ logId: LOG, ordinal: a });
    }),
  );
});

test('positions of two logs are never compared', () => {
  const [ours, theirs] = [formatPosition(LOG, 1), formatPosition(OTHER, 1)];
  expect(() => comparePositions(ours, theirs)).toThrow(UnknownPosition);
  expect(() => comparePositions(theirs, theirs, LOG)).toThrow(UnknownPosition);
});

test('a position of another log or beyond the head is refused', () => {
  expect(ordinalIn(formatPosition(LOG, 7), LOG, 7)).toBe(7);
  expect(() => ordinalIn(formatPosition(LOG, 8), LOG, 7)).toThrow(UnknownPosition);
  expect(() => ordinalIn(formatPosition(OTHER, 7), LOG, 7)).toThrow(UnknownPosition);
});

test.each([
  '',
  '7',
  `${LOG}:7`,
  `${LOG}:00000000000000007`,
  `${LOG.toUpperCase()}:0000000000000007`,
  `${LOG}:9999999999999999`,
])('malformed position %p is refused', (text) => expect(() => parsePosition(text)).toThrow(UnknownPosition));
