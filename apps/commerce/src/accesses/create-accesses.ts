import { Problem, type Clock, type Logger } from '@latchkey/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseGate } from '../database/database-gate';
import { accessRecord } from './access-record';
import { createAccessRecords } from './access-records.repository';
import type { Accesses } from './accesses.port';
import type { AccessSettings } from './access-settings';
import { flushSpool } from './flush-spool';
import { createSpool } from './spool';
import { storeTogether } from './store-together';

export interface AccessesOptions {
  readonly gate: DatabaseGate;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: Pick<AccessSettings, 'spool' | 'retentionDays'>;
}

export interface RunningAccesses {
  readonly accesses: Accesses;
  /** Rejects while nothing can be spooled. */
  check(): Promise<void>;
  spooledBytes(): number;
  /** Removes up to `limit` of those whose time is over; answers how many. */
  removeOld(limit: number): Promise<number>;
  /** Takes what is spooled to the database until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Takes to the database what it will, and leaves the rest for the next process. */
  close(): Promise<void>;
}

const FLUSH_EVERY_MS = 250;
/** The database takes what is left in that time, or the next process does it. */
const LAST_FLUSH_MS = 2_000;

export function createAccesses({ gate, clock, logger, settings }: AccessesOptions): RunningAccesses {
  const onTrouble = (error: Error) => logger.error({ err: error }, 'spooled access records cannot be had');
  const spool = createSpool({ ...settings.spool, onTrouble });
  const records = createAccessRecords(gate);
  const store = storeTogether(records);
  const flush = () => flushSpool({ spool, records, directory: settings.spool.directory, logger });

  return {
    accesses: {
      async spool(by, access) {
        try {
          await spool.append(JSON.stringify(accessRecord(by, access, clock.now())));
        } catch (cause) {
          throw new Problem('access_records_unavailable', { cause });
        }
      },
      store: (by, access) => store(JSON.stringify(accessRecord(by, access, clock.now()))),
    },
    check: async () => spool.check(),
    spooledBytes: () => spool.bytes(),
    removeOld: async (limit) =>
      settings.retentionDays === undefined ? 0 : records.removeOld(settings.retentionDays, limit),
    async run(signal) {
      let failing = false;
      while (!signal.aborted) {
        try {
          await flush();
          failing = false;
        } catch (error) {
          if (!failing) logger.warn({ err: error }, 'access records wait for the database');
          failing = true;
        }
        await sleep(FLUSH_EVERY_MS, undefined, { signal }).catch(() => undefined);
      }
    },
    async close() {
      const patience = AbortSignal.timeout(LAST_FLUSH_MS);
      const tooLate = new Promise<void>((resolve) => patience.addEventListener('abort', () => resolve()));
      const last = flush().catch((error: unknown) => logger.warn({ err: error }, 'access records stay in their spool'));
      await Promise.race([last.then(() => spool.close()), tooLate]);
    },
  };
}
