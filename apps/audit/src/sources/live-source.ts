import { formatPosition, type Position } from '@latchkey/event-store';
import { kindOfEventStore, openEventStore } from '@latchkey/event-store-open';
import { createPool, sqlState } from '@latchkey/postgres';
import { createPostgresLog } from './postgres-log';
import type { After, Batch, LogSource } from './log-source';
import { createSealTables, type SealTables } from './seal-tables';
import { subscribedLog } from './subscribed-log';
import { createStatedReader, withStated } from './with-stated';

export interface LiveOptions {
  readonly storeUrl: string;
  /** Where key-management has its tables. */
  readonly databaseUrl: string | undefined;
}

/** The log of a running store. Its end is fixed by the first `identity`, so that reading ends however fast it grows. */
export function openLiveSource({ storeUrl, databaseUrl }: LiveOptions): LogSource {
  const log = kindOfEventStore(storeUrl) === 'postgres' ? postgresLog(storeUrl) : eventStoreDbLog(storeUrl);
  const sealsUrl = databaseUrl ?? (log.store === 'postgres' ? storeUrl : undefined);
  const pool = sealsUrl === undefined ? undefined : auditPool(sealsUrl, 2);
  let end: Promise<LogEnd> | undefined;
  const fixed = () => (end ??= log.end());
  const tables = async (logId: string): Promise<SealTables | undefined> => {
    const found = pool && createSealTables(pool, { schema: 'key_management', log: 'events', logId });
    return (await found?.exist()) ? found : undefined;
  };

  return {
    kind: 'live',
    async identity() {
      const { logId, total } = await fixed();
      return { log: 'events', logId, store: log.store, total };
    },
    async *batches(_, { after, stated = false } = {}) {
      const place = await fixed();
      const seals = stated && after === undefined ? await tables(place.logId) : undefined;
      yield* seals ? withStated(log.batches(place, after), createStatedReader(seals)) : log.batches(place, after);
    },
    async seals() {
      // Fixes nothing: what is sealed meanwhile lies within the end that is fixed later.
      const found = await tables((await log.end()).logId);
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

interface LogEnd {
  readonly logId: string;
  readonly total: number | undefined;
  readonly head: Position;
}

interface LiveLog {
  readonly store: 'postgres' | 'eventstoredb';
  /** As of now. */
  end(): Promise<LogEnd>;
  batches(end: LogEnd, after: After | undefined): AsyncGenerator<Batch>;
  close(): Promise<void>;
}

function postgresLog(url: string): LiveLog {
  const pool = auditPool(url, 2);
  const log = createPostgresLog(pool);
  return {
    store: 'postgres',
    async end() {
      const { logId, head } = await log.identity();
      return { logId, total: head, head: formatPosition(logId, head) };
    },
    batches: ({ logId, total = 0 }, after) => log.batches({ logId, head: total }, after?.ordinal ?? 0),
    close: () => pool.end(),
  };
}

const PAGE_SIZE = 1_000;

function eventStoreDbLog(url: string): LiveLog {
  const store = openEventStore({ url, pageSize: PAGE_SIZE, readDeadlineMs: 15_000 });
  return {
    store: 'eventstoredb',
    async end() {
      const head = await store.head();
      return { logId: head.slice(0, head.indexOf(':')), total: undefined, head };
    },
    batches: ({ head }, after) => subscribedLog(store, head, after),
    close: () => store.close(),
  };
}

const STATEMENT_TIMEOUT_MS = 60_000;

export const auditPool = (connectionString: string, max: number) =>
  createPool({ connectionString, applicationName: 'latchkey-audit', max, statementTimeoutMs: STATEMENT_TIMEOUT_MS });

export const isMissingTable = (error: unknown): boolean => ['42P01', '3F000'].includes(sqlState(error) ?? '');
