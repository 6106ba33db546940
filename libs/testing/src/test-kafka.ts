import { randomBytes } from 'node:crypto';

export type TestKafka = {
  readonly brokers: readonly string[];
  /** Of this caller's topics and groups: all files share one broker. */
  readonly prefix: string;
  /** Settings of a process that shall use it. */
  readonly env: { readonly KAFKA_BROKERS: string; readonly KAFKA_TOPIC_PREFIX: string };
};

/** The Kafka that all tests of a run share. Only tests named `.kafka.spec.ts` have one. */
export const testKafka = (): TestKafka => {
  const brokers = process.env['KAFKA_BROKERS'];
  if (!brokers) throw new Error('There is no Kafka: name the file .kafka.spec.ts.');
  const prefix = `test-${randomBytes(6).toString('hex')}.`;
  return { brokers: brokers.split(','), prefix, env: { KAFKA_BROKERS: brokers, KAFKA_TOPIC_PREFIX: prefix } };
};
