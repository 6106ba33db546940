import { intoBatches } from './into-batches';

const record = (bytes: number) => ({ topic: 'a', key: '', headers: {}, value: new Uint8Array(bytes) });
const sizes = (bytes: readonly number[]) =>
  intoBatches(bytes.map(record), 1_000).map((batch) => batch.map(({ value }) => value.length));

test('a batch stays below what a broker takes, in order', () => {
  expect(sizes([400, 400, 400, 100])).toEqual([
    [400, 400],
    [400, 100],
  ]);
});

test('a record that is too large goes alone, for the broker to refuse', () => {
  expect(sizes([10, 5_000, 10])).toEqual([[10], [5_000], [10]]);
});

test('nothing makes no batch', () => {
  expect(sizes([])).toEqual([]);
});
