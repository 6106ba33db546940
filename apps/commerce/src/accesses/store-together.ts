import { isRefusedRecord } from './refused-record';
import type { AccessRecords } from './access-records.repository';

/** Ordinals are given to one transaction at a time: more would only wait for each other. */
const MAX_BATCH = 64;

interface Waiting {
  readonly record: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * While a transaction is under way, records gather; the next takes as many as it may. A record that the database refuses
 * harms no other.
 */
export function storeTogether(records: AccessRecords): (record: string) => Promise<void> {
  const waiting: Waiting[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) await store(records, waiting.splice(0, MAX_BATCH));
    running = false;
  }

  return (record) =>
    new Promise((resolve, reject) => {
      waiting.push({ record, resolve, reject });
      // After the current turn of the event loop, so that what its callbacks store goes together.
      if (!running) {
        running = true;
        setImmediate(() => void run());
      }
    });
}

/** Never rejects. */
async function store(records: AccessRecords, batch: readonly Waiting[]): Promise<void> {
  try {
    await records.append(batch.map(({ record }) => record));
    for (const { resolve } of batch) resolve();
  } catch (error) {
    if (batch.length > 1 && isRefusedRecord(error)) {
      for (const one of batch) await store(records, [one]);
      return;
    }
    for (const { reject } of batch) reject(error);
  }
}
