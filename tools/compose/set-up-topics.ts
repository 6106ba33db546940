import { createTopics, type Kafka, KafkaError, type TopicDefinition } from '@latchkey/kafka';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start/start-error';

/** The replication factor. */
const ONE_BROKER = 1;

const WITHIN_MS = 60_000;
const PAUSE_MS = 1_000;

/** Makes the topics that are missing. A broker that has just begun to listen may not know yet who leads. */
export const setUpTopics = async (
  kafka: Kafka,
  definitions: readonly TopicDefinition[],
  signal: AbortSignal,
  withinMs = WITHIN_MS,
): Promise<void> => {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      const { differences } = await createTopics(kafka, definitions, ONE_BROKER);
      for (const difference of differences) console.error(`DIFFERENT ${difference}`);
      return;
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      if (performance.now() > end) throw new StartError(`Kafka has no topics yet: ${error.message}.`, { cause: error });
    }
    await sleep(PAUSE_MS, undefined, { signal });
  }
};
