import { silentLogger, type Clock } from '@latchkey/platform';
import { createPool } from '@latchkey/postgres';
import { createTestDatabase } from '@latchkey/testing';
import { migrate } from '../database/migrate';
import { openStorage, type Storage } from '../storage';
import { testSettings } from './test-commerce';

export interface TestStorage extends Storage {
  /** As the owner of the database. */
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** What commerce keeps, without HTTP, on a database of its own and with the rights of the service's role. */
export async function openTestStorage(clock: Clock): Promise<TestStorage> {
  const database = await createTestDatabase();
  const url = database.url('commerce');
  await migrate({ ownerUrl: database.ownerUrl, role: decodeURIComponent(new URL(url).username) });
  const owner = createPool({ connectionString: database.ownerUrl, applicationName: 'commerce-test', max: 2 });
  const stopping = new AbortController();
  const settings = testSettings({ databaseUrl: url, authUrls: ['http://127.0.0.1:1'] });
  const storage = openStorage(settings, { logger: silentLogger(), clock, signal: stopping.signal });
  await storage.connected;
  return {
    ...storage,
    sql: async <Row>(text: string, values: unknown[] = []) => (await owner.query(text, values)).rows as Row[],
    async stop() {
      stopping.abort();
      await Promise.all([storage.close(), owner.end()]);
      await database.drop();
    },
  };
}
