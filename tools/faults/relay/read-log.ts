import type { EventStore, RecordedEvent } from '@latchkey/event-store';

/** All of it, in order. */
export async function readLog(store: Pick<EventStore, 'subscribe'>): Promise<RecordedEvent[]> {
  const log: RecordedEvent[] = [];
  for await (const delivery of store.subscribe({ streamPrefixes: [] }, new AbortController().signal)) {
    if (delivery.kind === 'caught-up') break;
    if (delivery.kind === 'event') log.push(delivery.event);
  }
  return log;
}
