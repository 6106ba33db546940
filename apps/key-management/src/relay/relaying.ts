import type { EventStore } from '@latchkey/event-store';
import type { KafkaSettings } from '@latchkey/kafka';
import type { Logger, Metrics } from '@latchkey/platform';
import { createPool } from '@latchkey/postgres';
import type { Work } from '../work';
import { createKafkaPublisher } from './kafka.publisher';
import { createRelay } from './relay';
import { observeRelay } from './relay.metrics';
import { createRelayStore } from './relay.store';
import { watchLag } from './watch-lag';

export interface RelayingOptions {
  readonly kafka: KafkaSettings;
  readonly databaseUrl: string;
  readonly events: EventStore;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Publishing of the log to Kafka. */
export const createRelaying = ({ kafka, databaseUrl, events, metrics, logger }: RelayingOptions): Work => {
  const pool = createPool({
    connectionString: databaseUrl,
    applicationName: 'relay',
    max: 3,
    statementTimeoutMs: 3_000,
    connectTimeoutMs: 3_000,
    onIdleError: (error) => logger.warn({ err: error }, 'a database connection broke'),
  });
  const publisher = createKafkaPublisher(kafka, logger);
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
  return {
    run: async (signal) => void (await Promise.all([relay.run(signal), lag.run(signal)])),
    error: () => relay.status().error,
    close: async () => void (await Promise.all([publisher.close(), pool.end()])),
  };
};
