import { type Delivery, type EventStore, type Position, type RecordedEvent } from '@latchkey/event-store';
import { publicLine } from '@latchkey/seals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { After, Batch, Entry } from './log-source';
import { isAway } from './patiently';

const ATTEMPTS = 20;
const PAUSE_MS = 500;

/** Through the event store's port, for stores that number nothing: events are counted as they come. */
export async function* subscribedLog(
  store: Pick<EventStore, 'subscribe' | 'compare'>,
  head: Position,
  after: After | undefined,
): AsyncGenerator<Batch> {
  let ordinal = after?.ordinal ?? 0;
  let position = after?.position;
  for (let failures = 0; ;) {
    try {
      for await (const { events, through, ended } of looks(store, position)) {
        failures = 0;
        const within = events.filter((event) => store.compare(event.position, head) <= 0);
        if (within.length > 0) {
          yield { entries: within.map((event) => entryOf(++ordinal, event)) };
        }
        position = through;
        if (ended || store.compare(through, head) >= 0) return;
      }
      return;
    } catch (error) {
      if (!isAway(error) || ++failures === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

const entryOf = (ordinal: number, event: RecordedEvent): Entry => ({
  ordinal,
  line: publicLine(ordinal, event),
  position: event.position,
});

interface Look {
  readonly events: readonly RecordedEvent[];
  readonly through: Position;
  readonly ended: boolean;
}

/** Events between two looks of the subscription, together. */
async function* looks(store: Pick<EventStore, 'subscribe'>, after: Position | undefined): AsyncGenerator<Look> {
  const stop = new AbortController();
  try {
    let events: RecordedEvent[] = [];
    for await (const delivery of store.subscribe({ streamPrefixes: [], after }, stop.signal)) {
      if (delivery.kind === 'event') events.push(delivery.event);
      else {
        yield lookOf(events, delivery);
        events = [];
      }
    }
  } finally {
    stop.abort();
  }
}

const lookOf = (events: readonly RecordedEvent[], end: Exclude<Delivery, { kind: 'event' }>): Look => ({
  events,
  through: end.position,
  ended: end.kind === 'caught-up',
});
