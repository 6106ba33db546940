import { consumeEvents } from '@latchkey/event-consumer';
import { topics } from '@latchkey/key-events';
import { type ConsumerStatus, createKafka, KafkaError } from '@latchkey/kafka';
import { createMetrics, type Logger, type RunningService, SettingsError, startAdminServer } from '@latchkey/platform';
import { createPool, inTransaction, isConnectionError } from '@latchkey/postgres';
import { activeKeysHandlers } from './active-keys.handlers';
import { consumerMetrics } from './consumer-metrics';
import { isOutage } from './is-outage';
import { postgresProgress } from './postgres-progress';
import type { ActiveKeysSettings } from './settings';
import schema from './sql/schema.sql';

/**
 * Keeps the table of active keys for as long as it runs. When an event is missing it stops consuming, says so in its log,
 * in `/metrics` and by not being ready, and stays: nobody is helped by a process that starts again and again.
 */
export async function startActiveKeys(
  settings: ActiveKeysSettings,
  { logger }: { readonly logger: Logger },
): Promise<RunningService> {
  const pool = createPool({ connectionString: settings.databaseUrl, applicationName: 'active-keys' });
  await inTransaction(pool, (client) => client.query(schema)).catch(async (cause: unknown) => {
    await pool.end();
    if (!isConnectionError(cause)) throw cause;
    throw new SettingsError([{ name: 'DATABASE_URL', reason: 'names a database that cannot be reached' }]);
  });
  const metrics = createMetrics('active-keys');
  const count = consumerMetrics(metrics);
  const stop = new AbortController();
  let status: ConsumerStatus = { state: 'joining' };
  let stopped: unknown;

  const consuming = consumeEvents({
    kafka: createKafka({ settings: settings.kafka, clientId: 'active-keys', log: logger }),
    groupId: settings.groupId,
    topics: [topics.apiKeys],
    deadLetterTopic: settings.deadLetterTopic,
    handlers: activeKeysHandlers,
    progress: postgresProgress(pool),
    isOutage,
    signal: stop.signal,
    onRecord: (outcome, { topic, partition, offset }) => {
      count.record(outcome, topic);
      if (outcome === 'dead-letter') logger.error({ topic, partition, offset }, 'an event became a dead letter');
    },
    onFailure: (error, { topic, partition, offset }) => {
      count.failure();
      logger.warn({ err: error, topic, partition, offset }, 'an event cannot be handled; trying again');
    },
    onLag: count.lag,
    onStatus: (now) => {
      status = now;
      if (now.error) logger.warn({ err: now.error }, 'Kafka is out of reach; trying again');
    },
  }).catch((error: unknown) => {
    stopped = error;
    count.stopped();
    logger.error({ err: error }, 'the consumer has stopped');
  });

  const admin = await startAdminServer({
    port: settings.adminPort,
    metrics,
    checks: {
      kafka: async () => {
        if (stopped !== undefined) throw new Error('the consumer has stopped');
        if (status.state !== 'consuming') throw status.error ?? new KafkaError('other', 'the group is being joined');
      },
      database: async () => void (await pool.query('select 1')),
    },
  });
  return {
    url: admin.url,
    adminUrl: admin.url,
    async stop() {
      stop.abort();
      await consuming;
      await Promise.all([admin.close(), pool.end()]);
    },
  };
}
