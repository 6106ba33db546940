import { createKafka, createTopics, KafkaError, kafkaShape, readKafkaSettings, readTopicsFile } from '@latchkey/kafka';
import { commonSettings, readSettings, SettingsError } from '@latchkey/platform';
import { z } from 'zod';

/**
 * `npm run kafka:topics [-- <file>]`: makes the topics of infra/kafka/topics.json, or of another file, that are missing on the
 * Kafka of the `KAFKA_…` settings, and changes nothing of those that are there. Exit code 0 when all are as they should be.
 */
const FILE = process.argv[2] ?? 'infra/kafka/topics.json';

const main = async (): Promise<number> => {
  const env = readSettings({
    ...kafkaShape,
    LATCHKEY_MODE: commonSettings.LATCHKEY_MODE,
    KAFKA_REPLICATION_FACTOR: z
      .string()
      .regex(/^[1-9]$/)
      .transform(Number)
      .describe('a number from 1 to 9')
      .default(3),
  });
  const settings = readKafkaSettings(env, env.LATCHKEY_MODE);
  if (settings === undefined) throw new SettingsError([{ name: 'KAFKA_BROKERS', reason: 'is not set' }]);
  const kafka = createKafka({ settings, clientId: 'latchkey-topics' });
  const { made, differences } = await createTopics(kafka, readTopicsFile(FILE), env.KAFKA_REPLICATION_FACTOR);
  for (const name of made) console.log(`made ${name}`);
  for (const difference of differences) console.error(`DIFFERENT ${difference}`);
  if (made.length + differences.length === 0) console.log('all topics are there, as they should be');
  return differences.length === 0 ? 0 : 1;
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof KafkaError)) throw error;
  console.error(`kafka:topics: ${error.message}`);
  process.exitCode = 1;
}
