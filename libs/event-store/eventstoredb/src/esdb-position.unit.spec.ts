import { UnknownPosition } from '@latchkey/event-store';
import fc from 'fast-check';
import { compareEsdbPositions, comparePoints, formatEsdbPosition, parseEsdbPosition, pointIn } from './esdb-position';

const LOG = '6f1b3b1e-8f1a-4c39-9c57-0c6b1a7c1a01';
const OTHER = '6f1b3b1e-8f1a-4c39-9c57-0c6b1a7c1a02';
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const point = fc.record({ commit: uint64, prepare: uint64 });

test('every pair of positions that a server can give is kept exactly, in a text of one width', () => {
  fc.assert(
    fc.property(point, (some) => {
      const text = formatEsdbPosition(LOG, some);
      expect(parseEsdbPosition(text)).toEqual({ logId: LOG, point: some });
      expect(text).toHaveLength(LOG.length + 1 + 40);
    }),
  );
});

test('positions are ordered as their points are, also as plain text', () => {
  fc.assert(
    fc.property(point, point, (a, b) => {
      const [left, right] = [formatEsdbPosition(LOG, a), formatEsdbPosition(LOG, b)];
      const order = Math.sign(comparePoints(a, b));
      expect(Math.sign(compareEsdbPositions(left, right))).toBe(order);
      expect(left < right ? -1 : left > right ? 1 : 0).toBe(order);
    }),
  );
});

test.each(['', 'rubbish', `${LOG}:1`, `${LOG}:${'0'.repeat(16)}`, `${LOG.toUpperCase()}:${'0'.repeat(40)}`])(
  '%p is no position',
  (text) => expect(() => parseEsdbPosition(text)).toThrow(UnknownPosition),
);

test('a position of another log is refused, also when both are of the same other one', () => {
  const [ours, others] = [LOG, OTHER].map((log) => formatEsdbPosition(log, { commit: 1n, prepare: 1n }));
  expect(() => pointIn(others ?? '', LOG)).toThrow(UnknownPosition);
  expect(() => compareEsdbPositions(ours ?? '', others ?? '')).toThrow(UnknownPosition);
  expect(() => compareEsdbPositions(others ?? '', others ?? '', LOG)).toThrow(UnknownPosition);
});
