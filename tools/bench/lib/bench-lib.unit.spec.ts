import fc from 'fast-check';
import { alternate } from './alternate';
import { benchOptions } from './bench-options';
import { mean, median, percentile, ratio, summarize } from './statistics';
import { formatTable } from './table';

test('median is the middle, whatever the order', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(() => median([])).toThrow(RangeError);
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const { min, max, median: middle } = summarize(values);
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(min <= middle && middle <= max).toBe(true);
    }),
  );
});

test('a percentile is the value that this share does not exceed', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 99, 100]);
  expect(percentile([7], 0.99)).toBe(7);
  expect(mean(hundred)).toBe(50.5);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});

test('a ratio is taken round by round', () => {
  expect(ratio([4, 40, 9], [1, 10, 3])).toEqual({ median: 4, min: 3, max: 4 });
  expect(() => ratio([1], [1, 2])).toThrow(RangeError);
});

test('variants alternate, warm-up is not counted, and each keeps its own results', async () => {
  const order: string[] = [];
  let calls = 0;
  const variant = (name: string) => ({ name, run: async () => (order.push(name), calls++) });
  const results = await alternate([variant('a'), variant('b')], 3, { warmUpRounds: 1 });
  expect(order.join('')).toBe('baabbaab');
  expect(results).toEqual([
    { name: 'a', rounds: [2, 5, 6] },
    { name: 'b', rounds: [3, 4, 7] },
  ]);
});

test('a table aligns numbers to the right and text to the left', () => {
  expect(
    formatTable(
      ['what', 'per second'],
      [
        ['coalesced', 12345.6],
        ['one by one', 0.5],
      ],
    ),
  ).toBe(
    ['what        per second', '──────────  ──────────', 'coalesced       12,346', 'one by one        0.50'].join('\n'),
  );
});

test('options: a file for the data, a number of rounds, a part, and nothing else', () => {
  const options = benchOptions(['--json', 'out.json', '--rounds', '7', '--only', 'keys']);
  expect(options).toEqual({ jsonFile: 'out.json', rounds: 7, only: 'keys' });
  expect(benchOptions([])).toEqual({});
  expect(() => benchOptions(['--rounds', '0'])).toThrow(RangeError);
  expect(() => benchOptions(['--what'])).toThrow();
});
