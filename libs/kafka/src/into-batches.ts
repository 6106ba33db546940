import type { OutgoingRecord } from './producer';

/** Below the 1 MiB that brokers take in one batch of a partition by default, even if all records go to one. */
const MAX_BATCH_BYTES = 900_000;

/** In order; a record that is too large by itself is alone. */
export const intoBatches = (
  records: readonly OutgoingRecord[],
  maxBytes = MAX_BATCH_BYTES,
): readonly (readonly OutgoingRecord[])[] => {
  const batches: OutgoingRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const size = sizeOf(record);
    if (size > room || batches.length === 0) {
      batches.push([]);
      room = maxBytes;
    }
    batches.at(-1)?.push(record);
    room -= size;
  }
  return batches;
};

const OVERHEAD_BYTES = 32;

const sizeOf = ({ key, headers, value }: OutgoingRecord): number =>
  OVERHEAD_BYTES +
  key.length +
  value.length +
  // A header's text may have up to three bytes for each unit.
  Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + 3 * text.length + 4, 0);
