import type { Position } from '@latchkey/event-store';
import { kindOfEventStore, openEventStore } from '@latchkey/event-store-open';
import { createPool, sqlState } from '@latchkey/postgres';
import { createPostgresLog } from './postgres-log';
import type { After, Batch, LogSource } from './log-source';
import { createSealTables, type SealTables } from './seal-tables';
import { subscribedLog } from './subscribed-log';
import { withStated } from './with-stated';

export interface LiveOptions {
  readonly storeUrl: string;
  /** Where key-management has its tables. */
  readonly databaseUrl: string | undefined;
}

/** The log of a running store. Its end is fixed by the first look, so that reading ends however fast it grows. */
export function openLiveSource({ storeUrl, databaseUrl }: LiveOptions): LogSource {
  const log = kindOfEventStore(storeUrl) === 'postgres' ? postgresLog(storeUrl) : eventStoreDbLog(storeUrl);
  const sealsUrl = databaseUrl ?? (log.store === 'postgres' ? storeUrl : undefined);
  const pool = sealsUrl === undefined ? undefined : auditPool(sealsUrl, 2);
  const identified = Promise.withResolvers<{ logId: string; total: number | undefined }>();
  let asked = false;
  const identity = () => {
    if (!asked) log.identity().then(identified.resolve, identified.reject);
    asked = true;
    return identified.promise;
  };
  const tables = async (): Promise<SealTables | undefined> => {
    const found = pool && createSealTables(pool, 'events', (await identity()).logId);
    return (await found?.exist()) ? found : undefined;
  };

  return {
    kind: 'live',
    async identity() {
      const { logId, total } = await identity();
      return { log: 'events', logId, store: log.store, total };
    },
    async *batches(_, { after, stated = false } = {}) {
      await identity();
      const seals = stated && after === undefined ? await tables() : undefined;
      yield* seals ? withStated(log.batches(after), seals) : log.batches(after);
    },
    async seals() {
      const found = await tables();
      if (found) return found.seals();
      const absent =
        pool === undefined ? 'DATABASE_URL, where the seals are, is not set' : 'the database has no table of seals';
      return { seals: async function* () {}, publicKeys: [], absent };
    },
    async close() {
      await Promise.all([log.close(), pool?.end()]);
    },
  };
}

interface LiveLog {
  readonly store: 'postgres' | 'eventstoredb';
  /** Fixes the end as well. */
  identity(): Promise<{ logId: string; total: number | undefined }>;
  batches(after: After | undefined): AsyncGenerator<Batch>;
  close(): Promise<void>;
}

function postgresLog(url: string): LiveLog {
  const pool = auditPool(url, 2);
  const log = createPostgresLog(pool);
  let end: { logId: string; head: number } | undefined;
  return {
    store: 'postgres',
    async identity() {
      end = await log.identity();
      return { logId: end.logId, total: end.head };
    },
    batches: (after) => {
      if (!end) throw new Error('a log is identified before it is read');
      return log.batches(end, after?.ordinal ?? 0);
    },
    close: () => pool.end(),
  };
}

const PAGE_SIZE = 1_000;

function eventStoreDbLog(url: string): LiveLog {
  const store = openEventStore({ url, pageSize: PAGE_SIZE, readDeadlineMs: 15_000 });
  let head: Position | undefined;
  return {
    store: 'eventstoredb',
    async identity() {
      head = await store.head();
      return { logId: head.slice(0, head.indexOf(':')), total: undefined };
    },
    batches: (after) => {
      if (head === undefined) throw new Error('a log is identified before it is read');
      return subscribedLog(store, head, after);
    },
    close: () => store.close(),
  };
}

const STATEMENT_TIMEOUT_MS = 60_000;

export const auditPool = (connectionString: string, max: number) =>
  createPool({ connectionString, applicationName: 'latchkey-audit', max, statementTimeoutMs: STATEMENT_TIMEOUT_MS });

export const isMissingTable = (error: unknown): boolean => ['42P01', '3F000'].includes(sqlState(error) ?? '');
