import { createKafka, type Kafka } from '../create-kafka';
import { createTopics } from '../create-topics';
import type { OutgoingRecord } from '../producer';

export const kafkaOf = (brokers: readonly string[], topicPrefix = ''): Kafka =>
  createKafka({ settings: { brokers, topicPrefix }, clientId: 'test' });

export const makeTopics = (kafka: Kafka, ...names: readonly string[]) =>
  createTopics(
    kafka,
    names.map((name) => ({ name, partitions: 4, config: {} })),
    1,
  );

export const recordsOf = (topic: string, from: number, to: number): OutgoingRecord[] =>
  Array.from({ length: to - from }, (_, index) => ({
    topic,
    key: `key-${(from + index) % 7}`,
    headers: { number: String(from + index) },
    value: Buffer.from(`value ${from + index}`),
  }));

/** How many records there are. */
export const countRecords = async ({ client, settings }: Kafka, topic: string): Promise<number> => {
  const admin = client.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(`${settings.topicPrefix}${topic}`);
  await admin.disconnect();
  return offsets.reduce((sum, { offset }) => sum + Number(offset), 0);
};
