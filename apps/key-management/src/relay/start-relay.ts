import { openEventStore } from '@latchkey/event-store-open';
import { createMetrics, type Logger, type Metrics, type RunningService, startAdminServer } from '@latchkey/platform';
import { createPool, type Pool } from '@latchkey/postgres';
import { createKafkaPublisher } from './kafka.publisher';
import { createRelay } from './relay';
import { observeRelay } from './relay.metrics';
import type { RelaySettings } from './relay.settings';
import { createRelayStore } from './relay.store';
import { watchLag } from './watch-lag';

export interface StartRelayOptions {
  readonly settings: RelaySettings;
  readonly logger: Logger;
}

const PAGE_SIZE = 1_000;

/** The whole relay in this process: publishes, or stands by. Without Kafka it does nothing, and its checkpoint stays. */
export const startRelay = async ({ settings, logger }: StartRelayOptions): Promise<RunningService> => {
  const metrics = createMetrics('relay');
  if (settings.kafka === undefined) {
    logger.info('KAFKA_BROKERS is not set: the relay is off; once it is on, it goes on from where it was');
    const admin = await startAdminServer({ port: settings.adminPort, metrics, checks: {} });
    return { url: admin.url, adminUrl: admin.url, stop: () => admin.close() };
  }
  const pool = createPool({
    connectionString: settings.databaseUrl,
    applicationName: 'relay',
    max: 3,
    statementTimeoutMs: 3_000,
    connectTimeoutMs: 3_000,
    onIdleError: (error) => logger.warn({ err: error }, 'a database connection broke'),
  });
  const events = openEventStore({
    url: settings.eventStoreUrl,
    applicationName: 'relay-events',
    // Each page costs a round trip to Kafka and a checkpoint; a larger one no more of either.
    pageSize: PAGE_SIZE,
  });
  const publisher = createKafkaPublisher(settings.kafka, logger);
  const published = metrics.counter({ name: 'relay_events_total', help: 'Events that Kafka acknowledged' });
  const relay = createRelay({
    events,
    store: createRelayStore(pool),
    publisher,
    log: logger,
    onPublished: (count) => published.inc(count),
  });
  const lag = watchLag(events, () => relay.status().follow?.position);
  observeRelay(metrics, relay, lag);

  const background = new AbortController();
  const loops = [relay.run(background.signal), lag.run(background.signal)];
  const release = async (): Promise<void> => {
    background.abort();
    await Promise.all(loops);
    await Promise.all([publisher.close(), events.close(), pool.end()]);
  };
  try {
    const admin = await startAdmin(settings.adminPort, metrics, pool, events, relay);
    const stop = async (): Promise<void> => {
      await admin.close();
      await release();
    };
    return { url: admin.url, adminUrl: admin.url, stop };
  } catch (error) {
    await release();
    throw error;
  }
};

const startAdmin = (
  port: number,
  metrics: Metrics,
  pool: Pool,
  events: { head(): Promise<unknown> },
  relay: ReturnType<typeof createRelay>,
) =>
  startAdminServer({
    port,
    metrics,
    checks: {
      database: () => pool.query('SELECT 1'),
      event_store: () => events.head(),
      relay: async () => {
        const { error } = relay.status();
        if (error) throw error;
      },
    },
  });
