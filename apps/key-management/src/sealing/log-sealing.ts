import type { EventStore } from '@latchkey/event-store';
import { kindOfEventStore } from '@latchkey/event-store-open';
import { type Logger, type Metrics, systemClock } from '@latchkey/platform';
import { createPool } from '@latchkey/postgres';
import {
  createFileSealPublisher,
  createKafkaSealPublisher,
  createSealing,
  observeSealing,
  type SealPublisher,
} from '@latchkey/sealer';
import { clearAuditIndex, writeAuditIndex } from '../audit/audit-index';
import { SCHEMA } from '../migrations/schema';
import type { RelaySettings } from '../relay/relay.settings';
import type { Work } from '../work';
import { createEventLog } from './event-log';
import { createUserActionLog } from './user-action-log';

export interface LogSealingOptions {
  readonly settings: RelaySettings;
  readonly events: EventStore;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Sealing of the event log, and of what was done about users. */
export const createLogSealing = ({ settings, events, metrics, logger }: LogSealingOptions): Work => {
  const pool = createPool({
    connectionString: settings.databaseUrl,
    applicationName: 'sealer',
    max: 5,
    onIdleError: (error) => logger.warn({ err: error }, 'a database connection broke'),
  });
  const dense = kindOfEventStore(settings.eventStoreUrl) === 'postgres';
  const sealing = createSealing({
    pool,
    schema: SCHEMA,
    settings: settings.sealing,
    sources: [
      createEventLog({ events, pool, index: { write: writeAuditIndex, clear: clearAuditIndex }, dense, logger }),
      createUserActionLog({ retentionDays: settings.userActionsRetentionDays, logger }),
    ],
    publishers: publishersOf(settings, logger),
    now: () => systemClock.now(),
    log: logger,
  });
  observeSealing(metrics, sealing);
  return {
    run: (signal) => sealing.run(signal),
    error: () => sealing.status().error,
    close: () => pool.end(),
  };
};

const publishersOf = ({ sealing: { file }, kafka }: RelaySettings, logger: Logger): SealPublisher[] => [
  ...(file === undefined ? [] : [createFileSealPublisher(file)]),
  ...(kafka === undefined ? [] : [createKafkaSealPublisher(kafka, logger)]),
];
