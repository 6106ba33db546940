import { followLog, type EventStore } from '@latchkey/event-store';
import type { Logger } from '@latchkey/platform';
import type { AuthMetrics } from '../auth-metrics';
import { STREAM_PREFIXES, type LogIndex } from '../index/log-index';
import type { LogContact } from './log-contact';
import type { PositionWaiters } from './position-waiters';

export interface IndexFollowerOptions {
  readonly store: Pick<EventStore, 'subscribe'>;
  readonly index: LogIndex;
  readonly contact: LogContact;
  readonly waiters: PositionWaiters;
  readonly metrics: Pick<AuthMetrics, 'applied' | 'rebuilt'>;
  readonly logger: Logger;
}

/** Keeps the index at the end of the log until the signal aborts. The checkpoint is the index's own position. */
export function followIntoIndex(options: IndexFollowerOptions, signal: AbortSignal): Promise<void> {
  const { store, index, contact, waiters, metrics, logger } = options;
  return followLog({
    store,
    streamPrefixes: STREAM_PREFIXES,
    signal,
    log: logger,
    checkpoint: {
      load: async () => index.position,
      reset: async (reason) => {
        index.clear();
        metrics.rebuilt();
        logger.warn({ reason }, 'rebuilding the index');
      },
    },
    handle: ({ events, position }) => {
      for (const event of events) index.apply(event);
      index.advance(position);
      metrics.applied(events.length);
      waiters.wake();
    },
    onStatus: (status) => contact.update(status),
  });
}
