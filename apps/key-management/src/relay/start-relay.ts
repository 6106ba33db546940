import { openEventStore } from '@latchkey/event-store-open';
import { createMetrics, type Logger, type RunningService, startAdminServer } from '@latchkey/platform';
import { createPool } from '@latchkey/postgres';
import { createLogSealing } from '../sealing/log-sealing';
import type { Work } from '../work';
import type { RelaySettings } from './relay.settings';
import { createRelaying } from './relaying';

export interface StartRelayOptions {
  readonly settings: RelaySettings;
  readonly logger: Logger;
}

const PAGE_SIZE = 1_000;

/**
 * What follows the log in a process of its own: it is sealed, and published to Kafka. Each of the two is done here or stands by,
 * independently of the other. Without Kafka nothing is published, and that checkpoint stays.
 */
export const startRelay = async ({ settings, logger }: StartRelayOptions): Promise<RunningService> => {
  const metrics = createMetrics('relay');
  const { databaseUrl, kafka } = settings;
  if (!kafka) logger.info('KAFKA_BROKERS is not set: the relay is off; once it is on, it goes on from where it was');
  const events = openEventStore({
    url: settings.eventStoreUrl,
    applicationName: 'relay-events',
    // Each page costs a round trip to Kafka and a checkpoint; a larger one no more of either.
    pageSize: PAGE_SIZE,
  });
  const probe = createPool({ connectionString: databaseUrl, applicationName: 'relay-health', max: 1 });
  const works: Readonly<Record<string, Work>> = {
    ...(kafka && { relay: createRelaying({ kafka, databaseUrl, events, metrics, logger }) }),
    sealing: createLogSealing({ settings, events, metrics, logger }),
  };

  const background = new AbortController();
  const running = Object.values(works).map((work) => work.run(background.signal));
  const release = async (): Promise<void> => {
    background.abort();
    await Promise.all(running);
    await Promise.all([...Object.values(works).map((work) => work.close()), events.close(), probe.end()]);
  };
  const checks = Object.entries(works).map(([name, work]) => [name, async () => throwIf(work.error())] as const);
  try {
    const admin = await startAdminServer({
      port: settings.adminPort,
      metrics,
      checks: {
        database: () => probe.query('SELECT 1'),
        event_store: () => events.head(),
        ...Object.fromEntries(checks),
      },
    });
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

const throwIf = (error: Error | undefined): void => {
  if (error) throw error;
};
