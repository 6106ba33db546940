import { createInMemoryEventStore, type RecordedEvent } from '@latchkey/event-store';
import { createLogIndex, type LogIndex } from '../index/log-index';
import { createHistory, type Fact } from './history.fixture';

/** The facts as the log would hand them over. */
export async function recordedEvents(facts: readonly Fact[]): Promise<RecordedEvent[]> {
  const store = createInMemoryEventStore();
  await createHistory(store)(...facts);
  const events: RecordedEvent[] = [];
  for await (const delivery of store.subscribe({ streamPrefixes: [] }, new AbortController().signal)) {
    if (delivery.kind === 'caught-up') break;
    if (delivery.kind === 'event') events.push(delivery.event);
  }
  return events;
}

export async function indexOf(facts: readonly Fact[]): Promise<LogIndex> {
  const index = createLogIndex();
  for (const event of await recordedEvents(facts)) index.apply(event);
  return index;
}
