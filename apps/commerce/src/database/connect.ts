import type { Logger } from '@latchkey/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { DatabaseFault, isDatabaseAway } from './database-fault';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 250;

/** Connects, waiting for a database that is still starting. Rejects with `DatabaseFault`. */
export async function connect(dataSource: DataSource, logger: Logger): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await dataSource.initialize();
      return;
    } catch (error) {
      if (!isDatabaseAway(error) || performance.now() > until) throw new DatabaseFault(error);
      if (attempt === 1) logger.warn('waiting for the database');
      await sleep(PAUSE_MS);
    }
  }
}
