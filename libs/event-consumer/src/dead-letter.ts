import type { ConsumedRecord } from '@latchkey/kafka';

/** `handler_failed`: again and again. `contract_violation`: it does not fit its schema. `follows`: one before it is a dead letter. */
export type DeadLetterReason = 'handler_failed' | 'contract_violation' | 'follows';

export interface DeadLetter {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array | null;
}

/** The record as it came, and why it is here. What went wrong is in the log: an error's text may hold anything. */
export const deadLetterOf = (record: ConsumedRecord & { key: string }, reason: DeadLetterReason): DeadLetter => ({
  key: record.key,
  headers: {
    ...record.headers,
    deadletter_reason: reason,
    deadletter_topic: record.topic,
    deadletter_partition: String(record.partition),
    deadletter_offset: record.offset,
  },
  value: record.value,
});
