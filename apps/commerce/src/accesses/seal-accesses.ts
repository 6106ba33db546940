import { systemClock, type Logger, type Metrics } from '@latchkey/platform';
import { createPool } from '@latchkey/postgres';
import {
  createFileSealPublisher,
  createRowLog,
  createSealing,
  observeSealing,
  type SealedRow,
  type SealingSettings,
} from '@latchkey/sealer';
import { SCHEMA } from '../database/migrations';
import readAccessLines from './sql/read-access-lines.sql';

export interface SealAccessesOptions {
  readonly databaseUrl: string;
  readonly settings: SealingSettings;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * Hashes and seals the access records until the signal aborts; of several processes one does. No request waits for it, and
 * none is refused when it cannot.
 */
export async function sealAccesses(options: SealAccessesOptions, signal: AbortSignal): Promise<void> {
  const { databaseUrl, settings, metrics, logger } = options;
  const pool = createPool({
    connectionString: databaseUrl,
    applicationName: 'latchkey-commerce-sealer',
    max: 3,
    onIdleError: (error) => logger.warn({ err: error }, 'a database connection was lost'),
  });
  const log = createRowLog({
    schema: SCHEMA,
    log: 'accesses',
    async read(client, ordinal, limit) {
      const statement = { name: 'read_access_lines', text: readAccessLines, values: [ordinal, limit] };
      return (await client.query<{ line: SealedRow }>(statement)).rows.map(({ line }) => line);
    },
    logger,
    // A page is hashed in one go, and meanwhile no request is handled.
    pageSize: 500,
  });
  const publishers = settings.file === undefined ? [] : [createFileSealPublisher(settings.file)];
  const now = () => systemClock.now();
  const sealing = createSealing({ pool, schema: SCHEMA, settings, sources: [log], publishers, now, log: logger });
  observeSealing(metrics, sealing);
  await sealing.run(signal);
  await pool.end();
}
