import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { topics } from '@latchkey/key-events';
import { type ConsumedRecord, createKafka, createTopics, runConsumer } from '@latchkey/kafka';
import {
  appendKeyEvents,
  checkPublished,
  type RunningProcess,
  startProcess,
  type TestDatabase,
  testKafka,
} from '@latchkey/testing';
import { ownerQuery } from '../../testing/owner-query';
import { migratedDatabase } from '../../testing/test-service';
import { until } from '../../testing/until';

export interface StageOptions {
  /** Where the relays think Kafka is. */
  readonly reach?: readonly string[];
  /** Default: true. */
  readonly makeTopics?: boolean;
  /** Of topics; default: one of its own. */
  readonly prefix?: string;
  /** Of a server of one's own, migrated. */
  readonly database?: TestDatabase;
}

export type RelayStage = Awaited<ReturnType<typeof setRelayStage>>;

/** A log and topics of its own, on the shared Kafka or the one at `brokers`; relays as processes; a consumer that keeps everything. */
export const setRelayStage = async (
  brokers: readonly string[] = testKafka().brokers,
  { reach = brokers, makeTopics = true, database: given, prefix = testPrefix() }: StageOptions = {},
) => {
  const database = given ?? (await migratedDatabase());
  const databaseUrl = database.url('key_management');
  const log = createPostgresEventStore({ connectionString: databaseUrl, applicationName: 'test' });
  const kafka = createKafka({ settings: { brokers, topicPrefix: prefix }, clientId: 'test' });
  const expected = new Map<string, number>();
  const records: ConsumedRecord[] = [];
  const abort = new AbortController();
  const relays: RunningProcess[] = [];
  let consuming: Promise<void> | undefined;

  const ensureTopics = () =>
    createTopics(
      kafka,
      Object.values(topics).map((name) => ({ name, partitions: 12, config: {} })),
      1,
    );
  const consume = () => {
    consuming ??= runConsumer(kafka, {
      groupId: `${prefix}checker`,
      topics: Object.values(topics),
      sessionTimeoutMs: 6_000,
      signal: abort.signal,
      handle: async (batch) => {
        for (const record of batch.records) {
          records.push(record);
          batch.done(record);
        }
      },
    });
  };
  if (makeTopics) {
    await ensureTopics();
    consume();
  }

  return {
    database,
    log,
    records,
    ensureTopics: async () => {
      await ensureTopics();
      consume();
    },
    /** Each key's events one after the other, many keys at once. */
    async append(keys: number, eventsPerKey: number) {
      for (const id of await appendKeyEvents(log, keys, eventsPerKey)) expected.set(id, eventsPerKey);
    },
    async startRelay(env: Readonly<Record<string, string>> = {}) {
      const relay = await startProcess({
        entry: 'apps/key-management/src/relay.main.ts',
        env: {
          LATCHKEY_MODE: 'test',
          ADMIN_PORT: '0',
          DATABASE_URL: databaseUrl,
          KAFKA_BROKERS: reach.join(','),
          KAFKA_TOPIC_PREFIX: prefix,
          ...env,
        },
      });
      relays.push(relay);
      return relay;
    },
    /** Waits until every event has arrived, and answers what is wrong with how. */
    async everythingArrived(withinMs = 30_000) {
      const wanted = [...expected.values()].reduce((sum, count) => sum + count, 0);
      const distinct = () => new Set(records.map(({ key, headers }) => `${key} ${headers['ce_streamversion']}`)).size;
      await until(() => records.length >= wanted && distinct() >= wanted, withinMs);
      return checkPublished(records, expected);
    },
    checkpoint: async () => {
      const [row] = await ownerQuery<{ position: string | null }>(
        { database },
        'SELECT position FROM key_management.relay',
      );
      return row?.position ?? null;
    },
    /** As a restore of the log from a backup does. */
    replaceLog: () => ownerQuery({ database }, 'SELECT event_store.renew_log_id()'),
    /** As docs/failure-modes/relay.md has it. */
    publishEverythingAgain: () =>
      ownerQuery(
        { database },
        "UPDATE key_management.relay SET position = NULL, fence = fence + 1, expires_at = '-infinity'",
      ),
    async dispose() {
      await Promise.all(relays.map((relay) => relay.kill('SIGKILL')));
      abort.abort();
      await consuming;
      await log.close();
      if (!given) await database.drop();
    },
  };
};

const testPrefix = (): string => `relay-${Math.random().toString(36).slice(2, 12)}.`;

/** One figure of a process's metrics; NaN while there is none. */
export const metric = async ({ adminUrl }: RunningProcess, name: string): Promise<number> => {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
};

export const readiness = async ({ adminUrl }: RunningProcess) => {
  const response = await fetch(`${adminUrl}/readyz`);
  const body = (await response.json()) as { checks: Record<string, { ok: boolean; message?: string }> };
  return { status: response.status, checks: body.checks };
};
