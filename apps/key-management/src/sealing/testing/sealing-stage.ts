import type { EventStore, RecordedEvent } from '@latchkey/event-store';
import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { createPool } from '@latchkey/postgres';
import { createSealing, type Queryable, type SealingSettings, sealsAfter } from '@latchkey/sealer';
import { createTree, generateSealingKeyFile, leafHash, publicLine, sealingKeySchema } from '@latchkey/seals';
import { type AuditEntry, clearAuditIndex, writeAuditIndex } from '../../audit/audit-index';
import { ownerQuery } from '../../testing/owner-query';
import { migratedDatabase } from '../../testing/test-service';
import { createEventLog } from '../event-log';
import { createUserActionLog } from '../user-action-log';

export type SealingStage = Awaited<ReturnType<typeof setSealingStage>>;

/** A database with a log in it, and sealing as the process does it, begun and ended at will. */
export const setSealingStage = async () => {
  const database = await migratedDatabase();
  const url = database.url('key_management');
  const log = createPostgresEventStore({ connectionString: url, applicationName: 'test' });
  const pool = createPool({ connectionString: url, applicationName: 'sealer', max: 6 });
  const settings: SealingSettings = {
    key: sealingKeySchema.parse(generateSealingKeyFile()),
    intervalMs: 100,
    everyLeaves: 1_000_000,
    file: undefined,
  };
  /** What is written beside the tree. */
  const indexed: AuditEntry[] = [];
  const stops = new Set<() => Promise<void>>();
  const owner = <Row extends object>(text: string) => ownerQuery<Row & Record<string, unknown>>({ database }, text);

  return {
    database,
    log,
    pool,
    indexed,
    owner,
    start(events: EventStore = log, { dense = true, retentionDays }: { dense?: boolean; retentionDays?: number } = {}) {
      const abort = new AbortController();
      const lines: string[] = [];
      const told = (_: object, message: string) => void lines.push(message);
      const logger = { info: told, warn: told };
      const index = {
        async write(client: Queryable, entries: readonly AuditEntry[]) {
          await writeAuditIndex(client, entries);
          indexed.push(...entries);
        },
        async clear(client: Queryable) {
          await clearAuditIndex(client);
          indexed.splice(0);
        },
      };
      const sealing = createSealing({
        pool,
        schema: 'key_management',
        settings,
        sources: [
          createEventLog({ events, pool, index, dense, logger }),
          createUserActionLog({ retentionDays, logger }),
        ],
        publishers: [],
        now: () => new Date(),
        log: { info: (message) => void lines.push(message), warn: told, error: told },
      });
      const running = sealing.run(abort.signal);
      const stop = (): Promise<void> => (abort.abort(), running);
      stops.add(stop);
      return { status: sealing.status, lines, stop };
    },
    seals: async () => (await sealsAfter(pool, 'key_management', 0, 10_000)).map(({ seal }) => seal),
    /** As one does who may do anything: with the triggers that keep the log switched off. */
    tamper: (statement: string) =>
      owner(`ALTER TABLE event_store.events DISABLE TRIGGER USER; ${statement};
        ALTER TABLE event_store.events ENABLE ALWAYS TRIGGER events_are_kept`),
    async dispose() {
      await Promise.all([...stops].map((stop) => stop()));
      await Promise.all([log.close(), pool.end()]);
      await database.drop();
    },
  };
};

export const everythingIn = async (store: Pick<EventStore, 'subscribe'>): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for await (const delivery of store.subscribe({ streamPrefixes: [] }, new AbortController().signal)) {
    if (delivery.kind === 'event') events.push(delivery.event);
    if (delivery.kind === 'caught-up') break;
  }
  return events;
};

/** Counted from the log itself, by nothing but the lines. Hex. */
export const rootOf = (events: readonly RecordedEvent[]): string => {
  const tree = createTree();
  for (const [at, event] of events.entries()) tree.append(leafHash(publicLine(at + 1, event)));
  return Buffer.from(tree.root()).toString('hex');
};
