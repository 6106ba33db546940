import type { Delivery, EventStore, NewEvent, Position } from '../event-store.port';
import { eventId } from '../event-id';
import { type FollowLogOptions, type FollowStatus, followLog } from '../follow-log';
import { createInMemoryEventStore } from '../in-memory-event-store';

const COMMAND = '1b671a64-40d5-491e-99b0-da01ff1f3341';
const event = (index: number): NewEvent => ({
  id: eventId(COMMAND, index),
  type: 'Happened',
  data: { index },
  metadata: {},
});
export const fastStore = () => createInMemoryEventStore({ pollMs: 1, pageSize: 3 });

export async function fill(store: EventStore, count: number, from = 0, stream = 'account-1'): Promise<void> {
  for (let index = from; index < from + count; index++) {
    await store.append(stream, index === 0 ? 'no-stream' : index - 1, [event(index)]);
  }
}

/** A follower with its derived state in memory; `until` resolves when a status fits. */
export function follow(store: Pick<EventStore, 'subscribe'>, change: Partial<FollowLogOptions> = {}) {
  const abort = new AbortController();
  const state = {
    handled: [] as unknown[],
    saved: undefined as Position | undefined,
    resets: [] as string[],
    warnings: [] as string[],
  };
  const waiting = new Set<{ fits: (status: FollowStatus) => boolean; resolve: (status: FollowStatus) => void }>();
  const done = followLog({
    store,
    streamPrefixes: [],
    checkpoint: {
      load: async () => state.saved,
      save: async (position) => void (state.saved = position),
      reset: async (reason) => {
        state.resets.push(reason);
        state.handled = [];
        state.saved = undefined;
      },
    },
    handle: ({ events }) => void state.handled.push(...events.map(({ data }) => data.index)),
    onStatus: (status) => waiting.forEach((waiter) => waiter.fits(status) && waiter.resolve(status)),
    log: { warn: (_, message) => void state.warnings.push(message) },
    backoffMs: { min: 1, max: 2 },
    signal: abort.signal,
    ...change,
  });
  const until = (fits: (status: FollowStatus) => boolean) =>
    new Promise<FollowStatus>((resolve) => waiting.add({ fits, resolve }));
  return { state, until, stop: () => (abort.abort(), done) };
}

export function memory(saved?: Position) {
  const resets: string[] = [];
  return {
    resets,
    load: async () => saved,
    save: async (position: Position) => void (saved = position),
    reset: async (reason: string) => {
      resets.push(reason);
      saved = undefined;
    },
  };
}

export function neverAnswers(): AsyncIterable<Delivery> {
  return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
}

export async function waitFor(condition: () => boolean): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, 1));
  while (!condition());
}
