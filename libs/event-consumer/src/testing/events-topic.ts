import { topics } from '@latchkey/key-events';
import {
  type ConsumedRecord,
  createKafka,
  createProducer,
  createTopics,
  type Kafka,
  runConsumer,
} from '@latchkey/kafka';
import { testKafka } from '@latchkey/testing';

/** The topics of a test on the run's Kafka, and who writes to them. */
export async function eventsTopic() {
  const { brokers, prefix } = testKafka();
  const kafka = createKafka({ settings: { brokers, topicPrefix: prefix }, clientId: 'event-consumer-test' });
  const deadLetterTopic = 'dead-letters';
  const names = [topics.apiKeys, deadLetterTopic];
  await createTopics(
    kafka,
    names.map((name) => ({ name, partitions: 3, config: {} })),
    1,
  );
  const producer = createProducer(kafka);
  return {
    kafka,
    deadLetterTopic,
    groupId: `${prefix}group`,
    publish: (...records: readonly ConsumedRecord[]) =>
      producer.send(
        records.map(({ topic, key, headers, value }) => ({
          topic,
          key: key ?? '',
          headers,
          value: value ?? new Uint8Array(),
        })),
      ),
    close: () => producer.close(),
  };
}

/** The first `count` records of a topic, as a group of its own reads them. */
export async function readTopic(
  kafka: Kafka,
  topic: string,
  groupId: string,
  count: number,
): Promise<ConsumedRecord[]> {
  const records: ConsumedRecord[] = [];
  const enough = new AbortController();
  await runConsumer(kafka, {
    groupId,
    topics: [topic],
    signal: enough.signal,
    handle: async (batch) => {
      for (const record of batch.records) {
        records.push(record);
        batch.done(record);
      }
      if (records.length >= count) enough.abort();
    },
  });
  return records;
}
