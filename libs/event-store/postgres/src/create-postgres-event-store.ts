import {
  comparePositions,
  type EventStore,
  formatPosition,
  isStreamName,
  type Position,
  prepareAppend,
  type RecordedEvent,
  StoreUnavailable,
} from '@latchkey/event-store';
import { createPool, type Pool } from '@latchkey/postgres';
import { createAppendQueue } from './append-queue';
import { createAppendRunner } from './append-runner';
import { createBatcher } from './batcher';
import { createLogIdentity } from './log-identity';
import { lookAtHead, lookAtPage, type PageRequest } from './look-at-log';
import { createReadBatcher } from './read-batcher';
import { subscription } from './subscription';

export type PostgresEventStoreOptions = ({ readonly pool: Pool } | { readonly connectionString: string }) & {
  /** Of the store's own pool; default `latchkey-event-store`. */
  readonly applicationName?: string | undefined;
  /** How long a caller of `append` waits at most, queueing included; default 5 s. */
  readonly appendDeadlineMs?: number | undefined;
  /** How long a caller waits for any look at the log at most, queueing included; default 5 s. */
  readonly readDeadlineMs?: number | undefined;
  /** Most appends in one call; default 64. */
  readonly maxBatch?: number | undefined;
  /** Most appends that wait for a call, and as many reads, and heads; default 10,000. One more is refused at once. */
  readonly maxQueue?: number | undefined;
  /** Most append calls at once; default 1, more is for comparisons. */
  readonly maxAppendCalls?: number | undefined;
  /** How often a subscriber that has caught up looks again; default 25 ms. */
  readonly pollMs?: number | undefined;
  /** Most events of one look; default 500. */
  readonly pageSize?: number | undefined;
  /**
   * Another log answers under the same address (restored, or made anew): what was cached of streams is worth nothing. Reads
   * and appends that noticed reject with `StoreUnavailable`, subscriptions with `UnknownPosition`.
   */
  readonly onLogReplaced?: (() => void) | undefined;
};

/** The event store in PostgreSQL, whose schema `migrations` make. Does not connect until it is used. */
export function createPostgresEventStore(options: PostgresEventStoreOptions): EventStore & { close(): Promise<void> } {
  const { appendDeadlineMs = 5_000, readDeadlineMs = 5_000, maxQueue = 10_000, pageSize = 500, pollMs = 25 } = options;
  const pool = 'pool' in options ? options.pool : ownPool(options, appendDeadlineMs, readDeadlineMs);
  const log = createLogIdentity(() => options.onLogReplaced?.());
  const appends = createAppendQueue(
    {
      maxBatch: options.maxBatch ?? 64,
      maxBatchBytes: 4 * 1024 * 1024,
      maxQueue,
      maxInFlight: options.maxAppendCalls ?? 1,
      deadlineMs: appendDeadlineMs,
    },
    createAppendRunner(pool, log),
  );
  const reads = { maxInFlight: 2, maxQueue, deadlineMs: readDeadlineMs };
  const readPage = createReadBatcher(pool, log, { ...reads, pageSize, maxBatch: 64 });
  const look = async (request: PageRequest) => {
    const page = await lookAtPage(pool, request, readDeadlineMs);
    log.confirm(page.logId);
    return page;
  };
  const head = createBatcher<void, Position>(
    { ...reads, maxBatch: maxQueue, what: 'positions' },
    async (batch, deadline) => {
      const look = await lookAtHead(pool, deadline);
      log.confirm(look.logId);
      const position = formatPosition(look.logId, look.head);
      return batch.map(() => position);
    },
  );
  let closed = false;

  return {
    async append(stream, expected, events) {
      const prepared = prepareAppend(stream, expected, events);
      if (closed) throw new StoreUnavailable('the event store is closed; nothing was stored');
      return appends.push(prepared);
    },
    async *read(stream, from = 0) {
      if (!isStreamName(stream)) return;
      let page: readonly RecordedEvent[];
      for (let next = from; ; next += page.length) {
        page = await readPage(stream, next);
        yield* page;
        if (page.length < pageSize) return;
      }
    },
    subscribe: (request, signal) => subscription({ pageSize, pollMs, look }, request, signal),
    head: () => head(),
    compare: (a, b) => comparePositions(a, b, log.current()),
    /** Takes no more appends, finishes those that wait, and closes the pool if it is the store's own. */
    async close() {
      if (closed) return;
      closed = true;
      await appends.drained();
      if (!('pool' in options)) await pool.end();
    },
  };
}

function ownPool(
  options: { connectionString: string; applicationName?: string | undefined },
  appendDeadlineMs: number,
  readDeadlineMs: number,
): Pool {
  // The server gives up a little before the caller does: then the outcome is known.
  const serverMs = Math.floor(Math.min(appendDeadlineMs, readDeadlineMs) * 0.9);
  return createPool({
    connectionString: options.connectionString,
    applicationName: options.applicationName ?? 'latchkey-event-store',
    max: 8,
    statementTimeoutMs: serverMs,
    lockTimeoutMs: serverMs,
    connectTimeoutMs: serverMs,
  });
}
