import { randomUUID } from 'node:crypto';
import type { Delivery, EventStore, JsonObject, NewEvent, Position, RecordedEvent } from '../event-store.port';

export const someEvent = (data: JsonObject = {}, change: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data,
  metadata: { schemaVersion: 1 },
  ...change,
});

export const someStream = (prefix = 'stream-') => `${prefix}${randomUUID()}`;

export const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

export const numberOf = (position: Position) => Number(position.split(':')[1]);

export async function readAll(store: EventStore, stream: string, from?: number): Promise<RecordedEvent[]> {
  return Array.fromAsync(store.read(stream, from));
}

/** Everything from `after` to the first `caught-up`, which comes last. */
export async function catchUp(store: EventStore, after?: Position, streamPrefixes: string[] = []): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for await (const delivery of store.subscribe({ streamPrefixes, after }, new AbortController().signal)) {
    deliveries.push(delivery);
    if (delivery.kind === 'caught-up') break;
  }
  return deliveries;
}

export const eventsOf = (deliveries: readonly Delivery[]): RecordedEvent[] =>
  deliveries.flatMap((delivery) => (delivery.kind === 'event' ? [delivery.event] : []));

/** The error that a promise rejects with; fails when it resolves. */
export async function rejection(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => {
      throw new Error(`expected a rejection, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
