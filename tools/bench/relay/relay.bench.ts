import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { topics } from '@latchkey/key-events';
import { createKafka, createTopics, type Kafka, runConsumer } from '@latchkey/kafka';
import { createPool, type Pool } from '@latchkey/postgres';
import {
  appendKeyEvents,
  checkPublished,
  type SeenRecord,
  startDisposableKafka,
  startDisposablePostgres,
  startProcess,
} from '@latchkey/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { runMigration } from '../../lib/run-migration';
import type { BenchOptions } from '../lib/bench-options';
import type { BenchReport } from '../lib/report';
import { summarize } from '../lib/statistics';

const KEYS = 20_000;
const EVENTS_PER_KEY = 5;
const EVENTS = KEYS * EVENTS_PER_KEY;
const ROUNDS = 3;
const TARGET_PER_SECOND = 10_000;

interface Round {
  readonly acknowledgedPerSecond: number;
  readonly consumedPerSecond: number;
}

/**
 * The relay as a process, from a log in PostgreSQL (fsync on) to a Kafka on the same machine, once with nobody and once with a consumer that
 * takes records while they are published. Each round publishes the whole log to new topics; what arrived is checked.
 */
export async function benchRelay({ rounds = ROUNDS }: BenchOptions): Promise<BenchReport> {
  const postgres = await startDisposablePostgres({ fsync: 'on', full_page_writes: 'on' });
  const broker = await startDisposableKafka();
  const pool = createPool({ connectionString: postgres.url(), applicationName: 'bench', max: 2 });
  try {
    await runMigration('key-management', postgres.url());
    const store = createPostgresEventStore({ connectionString: postgres.url() });
    const expected = new Map((await appendKeyEvents(store, KEYS, EVENTS_PER_KEY)).map((id) => [id, EVENTS_PER_KEY]));
    await store.close();
    const stage = { databaseUrl: postgres.url(), brokers: broker.brokers, pool, expected };
    await runRound(stage, 'warm-up.', true);
    const alone: Round[] = [];
    const consumed: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      alone.push(await runRound(stage, `alone-${round}.`, false));
      consumed.push(await runRound(stage, `consumed-${round}.`, true));
    }
    return report(alone, consumed);
  } finally {
    await pool.end();
    await broker.dispose();
    await postgres.dispose();
  }
}

interface Stage {
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly pool: Pool;
  readonly expected: ReadonlyMap<string, number>;
}

async function runRound({ databaseUrl, brokers, pool, expected }: Stage, prefix: string, consume: boolean) {
  const kafka = createKafka({ settings: { brokers, topicPrefix: prefix }, clientId: 'bench' });
  const definitions = Object.values(topics).map((name) => ({ name, partitions: 12, config: {} }));
  await createTopics(kafka, definitions, 1);
  await pool.query(`update key_management.relay set position = null, expires_at = '-infinity'`);
  const consumer = consume ? await startConsumer(kafka, prefix) : undefined;
  const relay = await startProcess({
    entry: 'dist/apps/key-management/relay.main.js',
    env: {
      LATCHKEY_MODE: 'test',
      LOG_LEVEL: 'warn',
      ADMIN_PORT: '0',
      DATABASE_URL: databaseUrl,
      KAFKA_BROKERS: brokers.join(','),
      KAFKA_TOPIC_PREFIX: prefix,
    },
  });
  try {
    const published = async () => {
      const { rows } = await pool.query<{ ordinal: number }>(
        `select coalesce(split_part(position, ':', 2)::int, 0) as ordinal from key_management.relay`,
      );
      return rows[0]?.ordinal ?? 0;
    };
    // From the first checkpoint on: starting the process is not what is measured.
    const first = await reach(published, 1);
    const last = await reach(published, EVENTS);
    const acknowledgedPerSecond = (last.count - first.count) / ((last.atMs - first.atMs) / 1_000);
    if (!consumer) return { acknowledgedPerSecond, consumedPerSecond: Number.NaN };
    const all = await reach(async () => consumer.records.length, EVENTS);
    const { problems } = checkPublished(consumer.records, expected);
    if (problems.length > 0) throw new Error(`not as it was stored: ${problems.slice(0, 3).join('; ')}`);
    return { acknowledgedPerSecond, consumedPerSecond: (EVENTS - first.count) / ((all.atMs - first.atMs) / 1_000) };
  } finally {
    await relay.kill('SIGTERM');
    await consumer?.stop();
  }
}

async function startConsumer(kafka: Kafka, group: string) {
  const records: SeenRecord[] = [];
  const abort = new AbortController();
  const joined = Promise.withResolvers<void>();
  const running = runConsumer(kafka, {
    groupId: group,
    topics: Object.values(topics),
    signal: abort.signal,
    onStatus: ({ state }) => state === 'consuming' && joined.resolve(),
    handle: async (batch) => {
      records.push(...batch.records);
      const last = batch.records.at(-1);
      if (last) batch.done(last);
    },
  });
  await joined.promise;
  return { records, stop: () => (abort.abort(), running) };
}

async function reach(count: () => Promise<number>, wanted: number): Promise<{ count: number; atMs: number }> {
  for (;;) {
    const now = await count();
    if (now >= wanted) return { count: now, atMs: performance.now() };
    await sleep(5);
  }
}

function report(alone: readonly Round[], consumed: readonly Round[]): BenchReport {
  const row = (name: string, values: readonly number[]) => {
    const { median, min, max } = summarize(values);
    return [name, Math.round(median), Math.round(min), Math.round(max)];
  };
  const acknowledged = alone.map((round) => round.acknowledgedPerSecond);
  return {
    name: 'relay',
    setting: `${EVENTS} events of ${KEYS} keys from PostgreSQL to a Kafka on this machine; ${alone.length} rounds each`,
    head: ['what', 'events/s', 'min', 'max'],
    rows: [
      row('acknowledged, nobody consumes', acknowledged),
      row(
        'acknowledged, while a consumer takes them',
        consumed.map((round) => round.acknowledgedPerSecond),
      ),
      row(
        'received by that consumer',
        consumed.map((round) => round.consumedPerSecond),
      ),
    ],
    notes: [
      `target: ${TARGET_PER_SECOND} acknowledged events/s; reached ${(summarize(acknowledged).median / TARGET_PER_SECOND).toFixed(2)} times`,
      'what the consumer received is every event, in order for each key and without a hole',
    ],
    data: { events: EVENTS, keys: KEYS, alone, consumed },
  };
}
