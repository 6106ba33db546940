import { eventStoreContract } from '@latchkey/event-store/contract';
import { createEventStoreDbEventStore } from './create-eventstoredb-event-store';
import { startEsdbDouble } from './testing/start-esdb-double';

// With the double, server and writers share one process.
const options = { dense: false, idsKnownIn: 'stream', appendsPerWriter: 400 } as const;

eventStoreContract('createEventStoreDbEventStore, against the test double,', () => subject(), options);

// Never said to have passed before it was run: the double knows only what the documentation says of the real server.
const realServer = process.env['EVENTSTOREDB_TEST_URL'];
if (realServer !== undefined) {
  eventStoreContract('createEventStoreDbEventStore, against a real server,', () => subject(realServer), options);
}

/** The log of another store is always a double’s: one server has one log. */
async function subject(realServerUrl?: string) {
  const closing: (() => Promise<void>)[] = [];
  const start = async (): Promise<string> => {
    const double = await startEsdbDouble();
    closing.push(() => double.close());
    return double.url;
  };
  const open = (url: string) => {
    const store = createEventStoreDbEventStore({ url });
    closing.push(() => store.close());
    return store;
  };
  const url = realServerUrl ?? (await start());
  return {
    store: open(url),
    another: async () => open(url),
    otherLog: async () => open(await start()),
    close: async () => {
      for (const close of closing.reverse()) await close();
    },
  };
}
