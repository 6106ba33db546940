import { canonicalJson, type EventStore } from '@latchkey/event-store';
import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { createPool, inTransaction } from '@latchkey/postgres';
import { appendLeaves, sealHead } from '@latchkey/sealer';
import { generateSealingKeyFile, publicLine, type Seal, sealingKeySchema } from '@latchkey/seals';
import { createTestDatabase } from '@latchkey/testing';
import { runCli, type CliOptions } from './run-cli';
import { type ScriptedEvent, scriptedEvents } from './scripted-events';

export type AuditStage = Awaited<ReturnType<typeof setAuditStage>>;

/** A real log, sealed as the sealer does it, and the command line with the role of an auditor. */
export async function setAuditStage({ events = scriptedEvents(), sealAt = [5, 12] } = {}) {
  const database = await createTestDatabase({ migrations: 'all' });
  const url = database.url('key_management');
  const store = createPostgresEventStore({ connectionString: url, applicationName: 'test' });
  const pool = createPool({ connectionString: url, applicationName: 'test', max: 2 });
  const owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test', max: 1 });
  const key = sealingKeySchema.parse(generateSealingKeyFile());
  await appendAll(store, events);
  const logId = (await store.head()).split(':')[0] ?? '';
  const place = { schema: 'key_management', log: 'events', logId } as const;
  const lines = events.map(({ data, metadata, ...event }, index) =>
    publicLine(index + 1, { ...event, dataBytes: canonicalJson(data), metadataBytes: canonicalJson(metadata) }),
  );
  const seals: Seal[] = [];
  for (const size of sealAt) {
    const from = (seals.at(-1)?.size ?? 0) + 1;
    const sealed = await inTransaction(pool, async (client) => {
      await appendLeaves(client, place, from, lines.slice(from - 1, size));
      return sealHead(client, place, { key, now: new Date('2026-07-01T00:00:00.000Z') });
    });
    if (sealed) seals.push(sealed.seal);
  }
  const env = { DATABASE_URL: database.url('auditor') };
  return {
    ...{ database, store, pool, owner, lines, seals, logId, env, key, fingerprint: key.fingerprint },
    run: (args: readonly string[], options: CliOptions = {}) =>
      runCli(args, { now: '2026-11-26T12:00:00.000Z', ...options, env: { ...env, ...options.env } }),
    /** With everything switched off that protects the tables. */
    tamper: (sql: string) => owner.query(`${unprotected('DISABLE')}${sql};${unprotected('ENABLE ALWAYS')}`),
    async dispose() {
      await Promise.all([store.close(), pool.end(), owner.end()]);
      await database.drop();
    },
  };
}

const TRIGGERS = [
  ['event_store.events', 'events_are_kept'],
  ['key_management.seals', 'seals_are_kept'],
  ['key_management.tree_tiles', 'tiles_are_kept'],
  ['key_management.tree_tiles', 'tiles_only_grow'],
];
const unprotected = (what: string): string =>
  TRIGGERS.map(([table, trigger]) => `ALTER TABLE ${table} ${what} TRIGGER ${trigger};`).join('');

export async function appendAll(store: EventStore, events: readonly ScriptedEvent[]): Promise<void> {
  for (const { stream, version, id, type, data, metadata } of events) {
    await store.append(stream, version === 0 ? 'no-stream' : version - 1, [{ id, type, data, metadata }]);
  }
}
