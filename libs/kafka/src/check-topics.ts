import type { Kafka } from './create-kafka';
import { KafkaError, toKafkaError } from './kafka-error';

/**
 * Resolves when Kafka can be reached, lets us in, is new enough and has all of `topics` (without the prefix). Rejects with a
 * `KafkaError`. Makes no topic, whatever the brokers are set to.
 */
export const checkTopics = async ({ client, settings }: Kafka, topics: readonly string[]): Promise<void> => {
  // One try: whoever asks asks again.
  const admin = client.admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    const there = new Set(await admin.listTopics());
    const missing = topics.map((topic) => `${settings.topicPrefix}${topic}`).filter((topic) => !there.has(topic));
    if (missing.length > 0) {
      throw new KafkaError(
        'topic',
        `there is no topic ${missing.join(' and no topic ')}, or its ACLs hide it: run \`npm run kafka:topics\`, or look at KAFKA_TOPIC_PREFIX`,
      );
    }
  } catch (error) {
    throw toKafkaError(error);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
};
