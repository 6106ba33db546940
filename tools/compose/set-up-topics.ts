import { createKafka, createTopics, KafkaError, type KafkaSettings, readTopicsFile } from '@latchkey/kafka';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DIST } from '../start/dist';
import { StartError } from '../start/start-error';

const TOPICS_FILE = join(dirname(DIST), 'infra/kafka/topics.json');

/** The replication factor. */
const ONE_BROKER = 1;

const WITHIN_MS = 60_000;
const PAUSE_MS = 1_000;

/** Makes the topics that are missing. A broker that has just begun to listen may not know yet who leads. */
export const setUpTopics = async (settings: KafkaSettings, signal: AbortSignal): Promise<void> => {
  const kafka = createKafka({ settings, clientId: 'latchkey-setup' });
  const definitions = readTopicsFile(TOPICS_FILE);
  const end = performance.now() + WITHIN_MS;
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
