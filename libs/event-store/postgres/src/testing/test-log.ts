import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase } from '@latchkey/testing';
import { createPostgresEventStore, type PostgresEventStoreOptions } from '../create-postgres-event-store';
import { migrations } from '../migrations';

type Settings = Omit<PostgresEventStoreOptions, 'pool' | 'connectionString'>;

export type TestLog = Awaited<ReturnType<typeof createTestLog>>;

/** An event log in a database of its own; what is opened on it is closed with it. */
export async function createTestLog() {
  const database = await createTestDatabase();
  const closing: (() => Promise<void>)[] = [() => database.drop()];
  const pool = (connectionString: string, max = 4): Pool => {
    const opened = createPool({ connectionString, applicationName: 'test', max });
    closing.push(() => opened.end());
    return opened;
  };
  const owner = pool(database.ownerUrl);
  for (const { sql } of migrations) await owner.query(sql);
  await owner.query(
    `select event_store.grant_writer('latchkey_key_management'), event_store.grant_reader('latchkey_auth')`,
  );

  return {
    database,
    owner,
    /** In the same database; it alone may end other roles' sessions and copy the database. */
    superuser: pool(superuserUrl(database.name)),
    superuserUrl,
    writerUrl: database.url('key_management'),
    readerUrl: database.url('auth'),
    pool,
    /** A store that logs in as the writer, unless told where. */
    open(settings: Settings = {}, connectionString = database.url('key_management')) {
      const store = createPostgresEventStore({ connectionString, ...settings });
      closing.push(() => store.close());
      return store;
    },
    async close() {
      for (const close of closing.reverse()) await close();
    },
  };
}

function superuserUrl(database: string): string {
  const url = new URL(process.env['LATCHKEY_TEST_POSTGRES_URL'] ?? '');
  url.pathname = `/${database}`;
  return url.href;
}
