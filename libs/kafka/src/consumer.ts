import type kafkajs from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENCE, type Kafka } from './create-kafka';
import { type KafkaError, toKafkaError } from './kafka-error';

export interface ConsumedRecord {
  /** Without the prefix. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: a tombstone. */
  readonly value: Uint8Array | null;
}

/** Records of one partition, in order. */
export interface ConsumedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly ConsumedRecord[];
  /** The offset after the partition's last record, as of when the batch was fetched. */
  readonly endOffset: string;
  /**
   * The record and all before it in the batch are handled, and what was done about them is kept. Committed when the handler
   * settles; what was not said to be done comes again.
   */
  done(record: ConsumedRecord): void;
  /** Says that we live, at most once in a few seconds however often it is called; for between slow records. Rejects when the partition was taken away: then stop. */
  heartbeat(): Promise<void>;
  /** The consumer is to stop, or the partition was moved: leave the rest to later. */
  isStopping(): boolean;
}

export interface ConsumerStatus {
  readonly state: 'joining' | 'consuming' | 'interrupted';
  readonly error?: KafkaError;
}

export interface RunConsumerOptions {
  readonly groupId: string;
  /** Without the prefix. A group that has committed nothing yet begins at their beginning. */
  readonly topics: readonly string[];
  /**
   * Partitions are handled one after the other, each in its order. When it rejects, what was not done of the batch comes again
   * after a pause; other partitions go on meanwhile.
   */
  handle(batch: ConsumedBatch): Promise<void>;
  /** Told of what `handle` rejects with. */
  onHandlerError?(error: unknown, where: { readonly topic: string; readonly partition: number }): void;
  onStatus?(status: ConsumerStatus): void;
  /** Records are taken from another member that has not been heard of for so long; 6 s or more, default 10 s. */
  readonly sessionTimeoutMs?: number;
  /** Pauses after failures, doubled each time, with jitter; default 100 ms to 5 s. */
  readonly backoffMs?: { readonly min: number; readonly max: number };
  readonly signal: AbortSignal;
}

/**
 * Consumes until the signal aborts, across outages. Resolves when the batch at hand is handled and committed and the group is
 * left. At least once: after a crash, what was handled and not yet committed comes again.
 */
export const runConsumer = async (kafka: Kafka, options: RunConsumerOptions): Promise<void> => {
  for (let failures = 0; !options.signal.aborted; failures++) {
    options.onStatus?.({ state: 'joining' });
    try {
      await consume(kafka, options, () => (failures = 0));
    } catch (error) {
      if (options.signal.aborted) return;
      options.onStatus?.({ state: 'interrupted', error: toKafkaError(error) });
    }
    await pause(backoff(failures, options), options.signal);
  }
};

/** One member of the group, from joining until it is to stop or fails. */
const consume = async (kafka: Kafka, options: RunConsumerOptions, onJoined: () => void): Promise<void> => {
  const { groupId, signal, sessionTimeoutMs = 10_000 } = options;
  const prefix = kafka.settings.topicPrefix;
  const consumer = kafka.client.consumer({
    groupId,
    allowAutoTopicCreation: false,
    sessionTimeout: sessionTimeoutMs,
    heartbeatInterval: sessionTimeoutMs / 10,
    maxWaitTimeInMs: 500,
    // Whether and when to go on after a failure is decided here, by making another consumer.
    // Long enough for a broker that restarts: a member that is still known need not be waited for by the group.
    retry: { ...PATIENCE.retry, retries: 8, restartOnFailure: async () => false },
  });
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  consumer.on('consumer.crash', ({ payload }) => ended.reject(payload.error));
  consumer.on('consumer.group_join', () => {
    onJoined();
    options.onStatus?.({ state: 'consuming' });
  });
  const aborted = Promise.withResolvers<void>();
  const onAbort = () => aborted.resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: options.topics.map((topic) => `${prefix}${topic}`), fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: createBatchHandler(options, prefix),
    });
    await Promise.race([aborted.promise, ended.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
    await consumer.disconnect().catch(() => undefined);
  }
};

const createBatchHandler = (options: RunConsumerOptions, prefix: string): kafkajs.EachBatchHandler => {
  const failures = new Map<string, number>();
  return async (payload) => {
    const { partition } = payload.batch;
    const topic = payload.batch.topic.slice(prefix.length);
    const place = `${topic}/${partition}`;
    let done: string | undefined;
    try {
      await options.handle({
        topic,
        partition,
        records: payload.batch.messages.map((message) => toRecord(topic, partition, message)),
        endOffset: payload.batch.highWatermark,
        done: ({ offset }) => {
          done = offset;
        },
        heartbeat: payload.heartbeat,
        isStopping: () => options.signal.aborted || !payload.isRunning() || payload.isStale(),
      });
      failures.delete(place);
    } catch (error) {
      const count = failures.get(place) ?? 0;
      failures.set(place, count + 1);
      options.onHandlerError?.(error, { topic, partition });
      const resume = payload.pause();
      setTimeout(resume, backoff(count, options)).unref();
    }
    if (done === undefined) return;
    payload.resolveOffset(done);
    const offset = String(BigInt(done) + 1n);
    // Not the consumer's own `commitOffsets`, which does nothing, and says nothing, once the consumer was told to stop.
    await payload.commitOffsetsIfNecessary({
      topics: [{ topic: payload.batch.topic, partitions: [{ partition, offset }] }],
    });
  };
};

const toRecord = (topic: string, partition: number, message: kafkajs.KafkaMessage): ConsumedRecord => ({
  topic,
  partition,
  offset: message.offset,
  key: message.key?.toString() ?? null,
  headers: Object.fromEntries(
    Object.entries(message.headers ?? {}).flatMap(([name, value]) => {
      // A name that occurs several times: the last one counts.
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name, last.toString()]];
    }),
  ),
  value: message.value,
});

const backoff = (
  failures: number,
  { backoffMs: { min, max } = { min: 100, max: 5_000 } }: Pick<RunConsumerOptions, 'backoffMs'>,
): number => Math.min(max, min * 2 ** Math.min(failures, 20)) * (0.5 + Math.random() / 2);

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).then(
    () => undefined,
    () => undefined, // aborted
  );
