import { eventStoreContract } from '@latchkey/event-store/contract';
import { createTestLog } from './testing/test-log';

eventStoreContract(
  'createPostgresEventStore',
  async () => {
    const log = await createTestLog();
    const logs = [log];
    return {
      store: log.open(),
      another: async () => log.open(),
      otherLog: async () => {
        const other = await createTestLog();
        logs.push(other);
        return other.open();
      },
      close: async () => void (await Promise.all(logs.map((log) => log.close()))),
    };
  },
  { dense: true, idsKnownIn: 'log' },
);
