import { topics, type Topic } from '@latchkey/key-events';
import {
  checkTopics,
  type ConsumedBatch,
  type ConsumerStatus,
  createProducer,
  type Kafka,
  KafkaError,
  runConsumer,
} from '@latchkey/kafka';
import { ConsumerStopped } from './consumer-stopped';
import { ConsumerAborted, createRecordConsumer, type RecordConsumerOptions } from './record-consumer';

export interface Lag {
  readonly topic: string;
  readonly partition: number;
  /** How many records were still to come when those of a batch were done with. */
  readonly records: number;
}

export interface ConsumeEventsOptions<Transaction> extends Omit<RecordConsumerOptions<Transaction>, 'sendDeadLetter'> {
  readonly kafka: Kafka;
  /** Of all instances of one service: they share the partitions among them. A new group begins at the beginning. */
  readonly groupId: string;
  /** Default: both. */
  readonly topics?: readonly Topic[];
  /** Without the prefix. Has to be there: topics are never made by the way. */
  readonly deadLetterTopic: string;
  onStatus?(status: ConsumerStatus): void;
  onLag?(lag: Lag): void;
  readonly sessionTimeoutMs?: number;
}

/**
 * Consumes published events until the signal aborts, across outages of Kafka and of what the handlers need. Resolves when
 * the record at hand is done with, its offset committed and the group left. Rejects with `ConsumerStopped` when something
 * is missing or cannot be read, and with a `KafkaError` when a topic is not there.
 */
export async function consumeEvents<Transaction>(options: ConsumeEventsOptions<Transaction>): Promise<void> {
  const { kafka, groupId, deadLetterTopic, onStatus, sessionTimeoutMs } = options;
  const names = options.topics ?? Object.values(topics);
  await requireTopics(kafka, [...names, deadLetterTopic]);
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  let stopped: ConsumerStopped | undefined;
  const producer = createProducer(kafka);
  const consume = createRecordConsumer<Transaction>({
    ...options,
    signal,
    sendDeadLetter: ({ key, headers, value }) =>
      producer.send([{ topic: deadLetterTopic, key, headers, value: value ?? new Uint8Array() }]),
  });

  const handle = async (batch: ConsumedBatch): Promise<void> => {
    for (const record of batch.records) {
      if (batch.isStopping()) return;
      try {
        await consume(record, () => batch.heartbeat());
      } catch (error) {
        if (error instanceof ConsumerAborted) return;
        if (!(error instanceof ConsumerStopped)) throw error;
        stopped ??= error;
        return stop.abort();
      }
      batch.done(record);
      await batch.heartbeat();
    }
    options.onLag?.(lagAfter(batch));
  };

  try {
    const limits = sessionTimeoutMs === undefined ? {} : { sessionTimeoutMs };
    await runConsumer(kafka, {
      groupId,
      topics: names,
      handle,
      signal,
      ...(onStatus ? { onStatus: (status) => onStatus(status) } : {}),
      ...limits,
    });
  } finally {
    await producer.close();
  }
  if (stopped) throw stopped;
}

/** A dead-letter topic that is missing would come out only when it is needed. Everything else that fails is waited for. */
async function requireTopics(kafka: Kafka, names: readonly string[]): Promise<void> {
  try {
    await checkTopics(kafka, names);
  } catch (error) {
    if (error instanceof KafkaError && error.reason === 'topic') throw error;
  }
}

function lagAfter({ topic, partition, records, endOffset }: ConsumedBatch): Lag {
  const next = BigInt(records.at(-1)?.offset ?? endOffset) + 1n;
  const left = BigInt(endOffset) - next;
  return { topic, partition, records: left > 0n ? Number(left) : 0 };
}
