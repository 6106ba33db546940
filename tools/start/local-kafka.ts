import { type RunningKafka, startKafka } from '@latchkey/embedded-kafka';
import { createKafka, createTopics, readTopicsFile } from '@latchkey/kafka';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from './backoff';
import { DIST } from './dist';
import { type DatabaseContext } from './start-database';

const TOPICS_FILE = join(dirname(DIST), 'infra/kafka/topics.json');

/** Starts Kafka, with our topics, and starts it again whenever it dies, until it is stopped. Fails if the first start does. */
export const startLocalKafka = async ({ data, ports, stops, say }: DatabaseContext): Promise<void> => {
  const stopping = new AbortController();
  const kafka = await startKafka({
    directory: data.at('kafka'),
    port: ports.kafka,
    logFile: data.at('logs', 'kafka.log'),
  });
  const kept = keepAlive(kafka, stopping.signal, say);
  stops.add('database', async (patienceMs) => {
    stopping.abort();
    // A restart that is under way ends first: its broker is to be stopped as well.
    await Promise.all([kafka.stop(patienceMs), kept]);
    await kafka.stop(patienceMs);
  });
  const client = createKafka({ settings: { brokers: kafka.brokers, topicPrefix: '' }, clientId: 'latchkey-start' });
  const { made } = await createTopics(client, readTopicsFile(TOPICS_FILE), 1);
  say(`  Kafka on ${kafka.brokers.join(', ')}${made.length > 0 ? ' (new topics)' : ''}`);
};

const keepAlive = async (kafka: RunningKafka, signal: AbortSignal, say: (line: string) => void): Promise<void> => {
  const delay = backoff();
  while (!signal.aborted) {
    await kafka.exited();
    if (signal.aborted) return;
    say('Kafka ended; starting it again');
    await sleep(delay.nextMs(), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await kafka.restart();
      say('Kafka is back');
    } catch (error) {
      say((error as Error).message);
    }
  }
};
