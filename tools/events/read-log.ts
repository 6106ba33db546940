import {
  type Delivery,
  type EventStore,
  type Position,
  type RecordedEvent,
  StoreUnavailable,
} from '@latchkey/event-store';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 20;
const PAUSE_MS = 500;

/** The whole log in its order, to where it ends when it is reached; goes on where it was while the store is away. */
export async function* readLog(store: EventStore): AsyncGenerator<RecordedEvent, undefined> {
  let after: Position | undefined;
  for (let failures = 0; ;) {
    try {
      for await (const delivery of deliveries(store, after)) {
        failures = 0;
        if (delivery.kind === 'caught-up') return undefined;
        if (delivery.kind === 'event') yield delivery.event;
        after = delivery.kind === 'event' ? delivery.event.position : delivery.position;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || ++failures === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

async function* deliveries(store: EventStore, after: Position | undefined): AsyncGenerator<Delivery> {
  const stop = new AbortController();
  try {
    yield* store.subscribe({ streamPrefixes: [], after }, stop.signal);
  } finally {
    stop.abort();
  }
}
