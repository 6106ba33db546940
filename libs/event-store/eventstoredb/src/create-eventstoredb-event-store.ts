import { type EventStore, InvalidAppend, isStreamName, prepareAppend, StoreUnavailable } from '@latchkey/event-store';
import { createAppender } from './appender';
import { parseEsdbUrl } from './connection-string';
import { createEsdbConnection } from './esdb-connection';
import { compareEsdbPositions, formatEsdbPosition } from './esdb-position';
import { createLimiter } from './limiter';
import { createLogIdentity } from './log-identity';
import { createLogReader } from './log-reader';
import { unavailable } from './read-again';
import { LOG_STREAM, storedEvent } from './stored-event';
import { createStreamIds } from './stream-ids';
import { createStreamReader } from './stream-reader';
import { subscription } from './subscription';

export interface EventStoreDbEventStoreOptions {
  /** `esdb://…` or `esdb+discover://…`, see docs/settings.md. */
  readonly url: string;
  /** How long a caller of `append` waits at most, queueing apart; default 5 s. */
  readonly appendDeadlineMs?: number | undefined;
  /** How long a caller waits for any look at the log at most; default 5 s. */
  readonly readDeadlineMs?: number | undefined;
  /** Most appends under way at once; default 128. */
  readonly maxAppendCalls?: number | undefined;
  /** Most appends that wait beyond those; default 10,000. One more is refused at once. */
  readonly maxQueue?: number | undefined;
  /** How often a subscriber that has caught up looks again; default 25 ms. */
  readonly pollMs?: number | undefined;
  /** Most events of one look; default 500. */
  readonly pageSize?: number | undefined;
  /** Most event ids that are remembered, to know a repeated append by; default 200,000. */
  readonly maxKnownIds?: number | undefined;
  /** As for PostgreSQL: another log answers under the same address. */
  readonly onLogReplaced?: (() => void) | undefined;
}

/**
 * The event store in EventStoreDB (23.10 or later) or KurrentDB. Does not connect until it is used. Throws an `Error` that
 * completes "EVENT_STORE_URL …" when the URL is wrong.
 */
export function createEventStoreDbEventStore(
  options: EventStoreDbEventStoreOptions,
): EventStore & { close(): Promise<void> } {
  const { appendDeadlineMs = 5_000, readDeadlineMs = 5_000, pageSize = 500, pollMs = 25 } = options;
  const connection = createEsdbConnection(parseEsdbUrl(options.url));
  const readPages = createStreamReader(connection, pageSize);
  const ids = createStreamIds(connection, readPages, options.maxKnownIds ?? 200_000);
  const log = createLogIdentity(connection, () => {
    ids.forgetAll();
    options.onLogReplaced?.();
  });
  const reader = createLogReader(connection, pageSize, readDeadlineMs);
  const appendSurely = createAppender({ connection, log, ids, readPages, deadlineMs: appendDeadlineMs });
  const appends = createLimiter(options.maxAppendCalls ?? 128, options.maxQueue ?? 10_000);
  const logId = async (now = false) => {
    try {
      return await log.confirmed(performance.now() + readDeadlineMs, now);
    } catch (error) {
      throw unavailable(error);
    }
  };
  let closed = false;

  return {
    async append(stream, expected, events) {
      const prepared = prepareAppend(stream, expected, events);
      if (stream === LOG_STREAM) throw new InvalidAppend(`the stream ${LOG_STREAM} is the event store's own`);
      if (closed) throw new StoreUnavailable('the event store is closed; nothing was stored');
      return appends.run(() => appendSurely(prepared));
    },
    async *read(stream, from = 0) {
      if (!isStreamName(stream) || stream === LOG_STREAM) return;
      const id = await logId();
      try {
        for await (const page of readPages(stream, from, readDeadlineMs)) {
          yield* page.map((record) => storedEvent(record, id));
        }
      } catch (error) {
        throw unavailable(error);
      }
    },
    subscribe: (request, signal) => subscription({ pollMs, logId, look: reader.look }, request, signal),
    async head() {
      const id = await logId();
      return formatEsdbPosition(id, await reader.head());
    },
    compare: (a, b) => compareEsdbPositions(a, b, log.current()),
    /** Takes no more appends, finishes those that wait, and closes the connections. */
    async close() {
      if (closed) return;
      closed = true;
      await appends.drained();
      await connection.close();
    },
  };
}
