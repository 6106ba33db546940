import type { Logger } from '@latchkey/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { DatabaseFault } from './database-fault';

const PAUSE_MS = 250;

/** Connects, however long the database takes to come; gives up only when the signal aborts. Never rejects. */
export async function connect(dataSource: DataSource, logger: Logger, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      await dataSource.initialize();
      if (attempt > 1) logger.info('the database is there');
      return;
    } catch (error) {
      if (attempt === 1) logger.warn({ err: new DatabaseFault(error) }, 'waiting for the database');
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
