import type { ProgressStore } from '@latchkey/event-consumer';
import { inTransaction, type Pool, type PoolClient } from '@latchkey/postgres';
import read from './sql/read-progress.sql';
import write from './sql/write-progress.sql';

/** How far each key has come, in the database that the handlers write to, and in their transactions. */
export const postgresProgress = (pool: Pool): ProgressStore<PoolClient> => ({
  transaction: (work) => inTransaction(pool, work),
  async read(client, { topic, key }) {
    const { rows } = await client.query<{ version: string; diverted: boolean }>({
      name: 'progress.read',
      text: read,
      values: [topic, key],
    });
    const [row] = rows;
    const version = Number(row?.version ?? -1);
    return row && version >= 0 ? { version, diverted: row.diverted } : null;
  },
  async write(client, { topic, key }, { version, diverted }) {
    await client.query({ name: 'progress.write', text: write, values: [topic, key, version, diverted] });
  },
});
