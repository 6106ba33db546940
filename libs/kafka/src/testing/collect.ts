import type { Kafka } from '../create-kafka';
import { type ConsumedRecord, runConsumer, type RunConsumerOptions } from '../consumer';

/** A consumer that keeps what it handles. */
export const collect = (
  kafka: Kafka,
  options: Pick<RunConsumerOptions, 'groupId' | 'topics'> & Partial<RunConsumerOptions>,
) => {
  const abort = new AbortController();
  const records: ConsumedRecord[] = [];
  const running = runConsumer(kafka, {
    signal: abort.signal,
    handle: async (batch) => {
      for (const record of batch.records) {
        records.push(record);
        batch.done(record);
      }
    },
    ...options,
  });
  return { records, stop: () => (abort.abort(), running) };
};

/** The numbers that `recordsOf` gave them, by key, in the order in which they came. */
export const numbersByKey = (records: readonly ConsumedRecord[]): Record<string, number[]> => {
  const byKey: Record<string, number[]> = {};
  for (const { key, headers } of records) (byKey[key ?? ''] ??= []).push(Number(headers['number']));
  return byKey;
};
