import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { createPool, inTransaction } from '@latchkey/postgres';
import { appendLeaves, sealHead } from '@latchkey/sealer';
import { generateSealingKeyFile, publicLine, sealingKeySchema } from '@latchkey/seals';
import { randomUUID } from 'node:crypto';
import { runMigration } from '../../lib/run-migration';
import insertLog from '../replay/insert-log.sql';

const PAGE = 10_000;

/** A log of `events` events of keys in the database, and seals over all of it, one every ten thousand. Answers the key's fingerprint. */
export async function fillSealedLog(databaseUrl: string, events: number): Promise<string> {
  await runMigration('key-management', databaseUrl);
  await runMigration('commerce', databaseUrl);
  const pool = createPool({ connectionString: databaseUrl, applicationName: 'bench', max: 2, statementTimeoutMs: 0 });
  const store = createPostgresEventStore({ pool, pageSize: PAGE, readDeadlineMs: 30_000 });
  try {
    await pool.query(insertLog, [randomUUID(), events]);
    await pool.query('VACUUM ANALYZE event_store.events');
    const key = sealingKeySchema.parse(generateSealingKeyFile());
    const place = { schema: 'key_management', log: 'events', logId: (await store.head()).split(':')[0] ?? '' } as const;
    let lines: Uint8Array[] = [];
    let ordinal = 0;
    const seal = async () => {
      const first = ordinal - lines.length + 1;
      await inTransaction(pool, async (client) => {
        await appendLeaves(client, place, first, lines);
        await sealHead(client, place, { key, now: new Date() });
      });
      lines = [];
    };
    const stop = new AbortController();
    for await (const delivery of store.subscribe({ streamPrefixes: [] }, stop.signal)) {
      if (delivery.kind === 'caught-up') break;
      if (delivery.kind === 'event') lines.push(publicLine(++ordinal, delivery.event));
      else if (lines.length > 0) await seal();
    }
    stop.abort();
    if (lines.length > 0) await seal();
    return key.fingerprint;
  } finally {
    await store.close();
    await pool.end();
  }
}
