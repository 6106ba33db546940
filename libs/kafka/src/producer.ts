import kafkajs from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENCE, type Kafka } from './create-kafka';
import { KafkaError, toKafkaError } from './kafka-error';
import { intoBatches } from './into-batches';

export interface OutgoingRecord {
  /** Without the prefix. */
  readonly topic: string;
  /** Records of one key stay in order. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array;
}

export interface Producer {
  /** Sees whether we are let in, to brokers that are new enough. `send` connects by itself. */
  connect(): Promise<void>;
  /**
   * Resolves when all replicas in sync have every record. Rejects with a `KafkaError`: then some may be there and some not,
   * so repeat all of them, in the same order, before any that come later. Calls wait for each other.
   */
  send(records: readonly OutgoingRecord[]): Promise<void>;
  /** Waits two seconds at most for what is under way. */
  close(): Promise<void>;
}

export interface CreateProducerOptions {
  /** Of one batch, connecting included; default 30 s. */
  readonly sendDeadlineMs?: number;
  /** Of each topic. Where there are others nothing is sent: a key's records would go to another partition, and overtake those before. */
  readonly partitions?: number;
}

/**
 * An idempotent producer with one batch under way at a time: with several, kafkajs 2.2.4 numbers them wrongly and loses records without a word.
 * After anything but success (a sequence out of order, a deadline, a lost connection) the next batch goes through a new producer, because the old one's numbers may be wrong.
 */
export const createProducer = (
  kafka: Kafka,
  { sendDeadlineMs = 30_000, partitions }: CreateProducerOptions = {},
): Producer => {
  let connection: Connection | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** What fails takes its connection with it. */
  const withConnection = async (work: (connection: Connection) => Promise<void>): Promise<void> => {
    connection ??= openConnection(kafka, partitions);
    const mine = connection;
    const working = work(mine);
    try {
      await within(sendDeadlineMs, working);
    } catch (error) {
      connection = undefined;
      // One that was given up may go on inside for as long as its tries last: it reconnects, so it is ended afterwards as well.
      void mine.close();
      void working.catch(() => undefined).finally(() => mine.close());
      throw toKafkaError(error);
    }
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(async () => {
      if (closed) throw new KafkaError('other', 'the producer is closed');
      await work();
    });
    last = done.catch(() => undefined);
    return done;
  };

  return {
    connect: () => inTurn(() => withConnection((mine) => mine.connect())),
    send: (records) =>
      inTurn(async () => {
        for (const batch of intoBatches(records)) await withConnection((mine) => mine.send(batch));
      }),
    async close() {
      closed = true;
      await Promise.race([last, sleep(CLOSE_MS, undefined, { ref: false })]);
      await connection?.close();
    },
  };
};

interface Connection {
  connect(): Promise<void>;
  send(batch: readonly OutgoingRecord[]): Promise<void>;
  close(): Promise<void>;
}

const openConnection = ({ client, settings }: Kafka, partitions: number | undefined): Connection => {
  const chosen = new Set<string>();
  const producer = client.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: PATIENCE.retry,
    createPartitioner: noting(chosen, partitions),
  });
  let connected: Promise<void> | undefined;
  const connect = () => (connected ??= producer.connect());
  return {
    connect,
    async send(batch) {
      await connect();
      chosen.clear();
      const acknowledged = await producer.sendBatch({
        acks: -1,
        timeout: PATIENCE.requestMs,
        topicMessages: byTopic(batch, settings.topicPrefix),
      });
      for (const { topicName, partition } of acknowledged) chosen.delete(`${topicName}/${partition}`);
      if (chosen.size > 0) throw new KafkaError('not-acknowledged', 'Kafka acknowledged a part of a batch only');
    },
    // The client waits for an answer that may never come.
    close: () =>
      Promise.race([producer.disconnect().catch(() => undefined), sleep(CLOSE_MS, undefined, { ref: false })]),
  };
};

const CLOSE_MS = 2_000;

/**
 * The client's own partitioner, and where it put things. When a partition moves between two tries to a broker that has
 * acknowledged its part already, kafkajs 2.2.4 (`sendMessages`) takes the whole batch for acknowledged.
 */
const noting = (chosen: Set<string>, partitions: number | undefined): kafkajs.ICustomPartitioner => {
  return () => {
    const choose = kafkajs.Partitioners.DefaultPartitioner();
    return (args) => {
      const { length } = args.partitionMetadata;
      if (partitions !== undefined && length !== partitions)
        throw new KafkaError(
          'topic',
          `the topic ${args.topic} has ${length} partitions instead of ${partitions}: it has to be made anew, or look at KAFKA_TOPIC_PREFIX`,
        );
      const partition = choose(args);
      chosen.add(`${args.topic}/${partition}`);
      return partition;
    };
  };
};

const byTopic = (batch: readonly OutgoingRecord[], prefix: string): kafkajs.TopicMessages[] => {
  const topics = new Map<string, kafkajs.Message[]>();
  for (const { topic, key, headers, value } of batch) {
    const messages = topics.get(topic) ?? [];
    topics.set(topic, messages);
    messages.push({ key, headers, value: Buffer.from(value.buffer, value.byteOffset, value.byteLength) });
  }
  return [...topics].map(([topic, messages]) => ({ topic: `${prefix}${topic}`, messages }));
};

const within = async (ms: number, work: Promise<void>): Promise<void> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new KafkaError('unreachable', 'the Kafka that KAFKA_BROKERS names does not acknowledge in time')),
    ms,
  );
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
