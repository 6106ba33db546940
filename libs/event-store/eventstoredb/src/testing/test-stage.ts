import type { JsonObject, NewEvent } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { createEventStoreDbEventStore, type EventStoreDbEventStoreOptions } from '../create-eventstoredb-event-store';
import { type EsdbDouble, startEsdbDouble } from './start-esdb-double';

export const someEvent = (data: JsonObject = {}, change: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data,
  metadata: {},
  ...change,
});

export const someStream = (prefix = 'stream-') => `${prefix}${randomUUID()}`;

export type TestStage = Awaited<ReturnType<typeof createTestStage>>;

/** A double and stores on it; all is closed with it. */
export async function createTestStage() {
  const double = await startEsdbDouble();
  const closing: (() => Promise<void>)[] = [() => double.close()];
  return {
    double: double as EsdbDouble,
    open(options: Partial<EventStoreDbEventStoreOptions> = {}) {
      const store = createEventStoreDbEventStore({ url: double.url, ...options });
      closing.push(() => store.close());
      return store;
    },
    async close() {
      for (const close of closing.reverse()) await close();
    },
  };
}
