import { createPostgresEventStore, migrations } from '@latchkey/event-store-postgres';
import type { EventStore } from '@latchkey/event-store';
import { createPool, type Pool } from '@latchkey/postgres';

export interface LogDatabase {
  readonly owner: Pool;
  /** Writes as the owner. */
  readonly store: EventStore & { close(): Promise<void> };
  close(): Promise<void>;
}

/** An empty event log in this database, which `readerRole` may read and nothing more. */
export async function createLogDatabase(ownerUrl: string, readerRole?: string): Promise<LogDatabase> {
  const owner = createPool({ connectionString: ownerUrl, applicationName: 'auth-test', max: 2 });
  for (const { sql } of migrations) await owner.query(sql);
  if (readerRole !== undefined) await owner.query('select event_store.grant_reader($1)', [readerRole]);
  const store = createPostgresEventStore({ connectionString: ownerUrl });
  return {
    owner,
    store,
    close: async () => {
      await store.close();
      await owner.end();
    },
  };
}
