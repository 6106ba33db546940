import { eventStoreContract } from './contract';
import { createInMemoryEventStore } from './in-memory-event-store';

eventStoreContract(
  'createInMemoryEventStore',
  async () => {
    const store = createInMemoryEventStore({ pollMs: 1 });
    return {
      store,
      another: async () => store,
      otherLog: async () => createInMemoryEventStore(),
      close: async () => undefined,
    };
  },
  { dense: true, idsKnownIn: 'log' },
);
