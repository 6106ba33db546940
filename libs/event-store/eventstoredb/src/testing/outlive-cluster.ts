import { createEventStoreDbEventStore } from '../create-eventstoredb-event-store';

/** A process of its own, for what would end a process: uses a store, loses it when told by IPC, and says that it lives. */
const store = createEventStoreDbEventStore({ url: process.argv[2] ?? '', readDeadlineMs: 1_500 });
await store.head();
process.send?.('used');
process.once('message', async () => {
  await Promise.allSettled([store.head(), store.head()]);
  for (let attempt = 0; attempt < 2; attempt++) await store.head().catch(() => undefined);
  process.send?.('lives');
  process.disconnect();
});
