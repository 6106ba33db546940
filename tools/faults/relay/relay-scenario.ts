import { createPostgresEventStore } from '@latchkey/event-store-postgres';
import { generateIdempotencyKeyFile } from '@latchkey/idempotency';
import { topics } from '@latchkey/key-events';
import { type ConsumedRecord, createKafka, createTopics, runConsumer } from '@latchkey/kafka';
import { generatePeppersFile } from '@latchkey/keys-format';
import { checkPublished, startDisposableKafka, startDisposablePostgres } from '@latchkey/testing';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runMigration } from '../../lib/run-migration';
import { readLog } from './read-log';
import { keyClient, type KeyClient } from './key-client';
import { differences, tableOfRecords, tableOfStore } from './key-tables';
import { startMortal } from './mortal-process';

export const VICTIMS = ['relay', 'broker', 'key-management'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface RelayScenario {
  /** Events of keys, at least. */
  readonly events: number;
  readonly kills: number;
  readonly clients: number;
  readonly onKill?: (number: number, victim: Victim) => void;
}

export interface RelayReport {
  readonly kills: Readonly<Record<Victim, number>>;
  /** In the log, of keys and accounts. */
  readonly events: number;
  readonly records: number;
  readonly repeats: number;
  readonly keys: number;
  /** Empty when every promise was kept. */
  readonly problems: readonly string[];
}

const LABELS = 8;
const EVENTS_PER_KEY = LABELS + 2;
/** Between a kill and the next there is some work in any case, and up to this long. */
const LONGEST_LIFE_MS = 1_500;
const ARRIVED_WITHIN_MS = 120_000;

/**
 * Clients make keys, relabel and revoke them over HTTP, two relays publish, a consumer keeps what arrives, while one after the other is killed with
 * SIGKILL: the relay, key-management, the broker. Then what arrived is held against the log.
 */
export async function runRelayKills({ events, kills: wanted, clients, onKill }: RelayScenario): Promise<RelayReport> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'));
  const postgres = await startDisposablePostgres({ fsync: 'on', full_page_writes: 'on' });
  const broker = await startDisposableKafka();
  const abort = new AbortController();
  const closing: (() => Promise<unknown>)[] = [];
  try {
    await runMigration('key-management', postgres.url());
    const kafka = createKafka({ settings: { brokers: broker.brokers, topicPrefix: '' }, clientId: 'faults' });
    const definitions = Object.values(topics).map((name) => ({ name, partitions: 12, config: {} }));
    await createTopics(kafka, definitions, 1);

    const { keyManagement, relay, token } = environments(directory, postgres.url(), broker.brokers);
    const api = await startMortal('dist/apps/key-management/main.js', keyManagement);
    closing.push(api.stop);
    const relays = [
      await startMortal('dist/apps/key-management/relay.main.js', relay),
      await startMortal('dist/apps/key-management/relay.main.js', relay),
    ];
    closing.push(...relays.map(({ stop }) => stop));
    const records: ConsumedRecord[] = [];
    const consuming = runConsumer(kafka, {
      groupId: 'faults',
      topics: Object.values(topics),
      sessionTimeoutMs: 6_000,
      signal: abort.signal,
      handle: async (batch) => {
        records.push(...batch.records);
        const last = batch.records.at(-1);
        if (last) batch.done(last);
      },
    });
    closing.push(() => (abort.abort(), consuming));

    const kills: Record<Victim, number> = { relay: 0, 'key-management': 0, broker: 0 };
    const count = () => kills.relay + kills['key-management'] + kills.broker;
    const client = keyClient(api.url, token);
    const account = await client.openAccount('Faults');
    let begun = 0;
    const working = Promise.all(
      Array.from({ length: clients }, async () => {
        while (begun < events || count() < wanted) {
          // Spread over the kills, so that there is something on its way at each of them.
          if (begun > ((count() + 1) * events) / wanted) {
            await sleep(20);
            continue;
          }
          begun += EVENTS_PER_KEY;
          await lifeOfKey(client, account);
        }
      }),
    );
    let failed = false;
    working.catch(() => (failed = true));

    while (count() < wanted && !failed) {
      const before = records.length;
      await until('records arrive between two kills', () => records.length > before || failed);
      await sleep(Math.random() * LONGEST_LIFE_MS);
      const victim = VICTIMS[count() % VICTIMS.length] ?? 'relay';
      onKill?.(count() + 1, victim);
      // Whichever of the two publishes: the other one is killed the next time.
      if (victim === 'relay') await relays[kills.relay % relays.length]?.crash();
      if (victim === 'key-management') await api.crash();
      if (victim === 'broker') {
        await broker.kill('SIGKILL');
        await sleep(Math.random() * 1_000);
        await broker.restart();
      }
      kills[victim]++;
    }
    await working;
    return { kills, ...(await check(postgres.url(), records)) };
  } finally {
    for (const close of closing.reverse()) await close();
    await broker.dispose();
    await postgres.dispose();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function lifeOfKey(client: KeyClient, account: string): Promise<void> {
  const id = await client.createKey(account, 'Label 0');
  for (let label = 1; label <= LABELS; label++) await client.labelKey(account, id, `Label ${label}`);
  await client.revokeKey(account, id);
}

async function check(url: string, records: readonly ConsumedRecord[]) {
  const store = createPostgresEventStore({ connectionString: url });
  try {
    const log = await readLog(store);
    const expected = new Map<string, number>();
    for (const { stream } of log) {
      const key = stream.replace(/^(apikey|account)-/, '');
      expected.set(key, (expected.get(key) ?? 0) + 1);
    }
    const distinct = () => new Set(records.map(({ headers }) => headers['ce_id'])).size;
    await until('every event has arrived', () => records.length >= log.length && distinct() >= log.length).catch(
      () => undefined,
    );
    const { problems, repeats } = checkPublished(records, expected);
    const published = tableOfRecords(records);
    const stored = tableOfStore(log);
    return {
      events: log.length,
      records: records.length,
      repeats,
      keys: stored.size,
      problems: [...problems, ...published.problems, ...differences(stored, published.table)],
    };
  } finally {
    await store.close();
  }
}

async function until(what: string, condition: () => boolean): Promise<void> {
  const end = performance.now() + ARRIVED_WITHIN_MS;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await sleep(20);
  }
}

function environments(directory: string, databaseUrl: string, brokers: readonly string[]) {
  const file = (name: string, contents: string): string => {
    writeFileSync(join(directory, name), contents, { mode: 0o600 });
    return join(directory, name);
  };
  const token = randomBytes(32).toString('base64url');
  const common = { LATCHKEY_MODE: 'test', LOG_LEVEL: 'warn', ADMIN_PORT: '0', DATABASE_URL: databaseUrl };
  return {
    token,
    relay: { ...common, KAFKA_BROKERS: brokers.join(',') },
    keyManagement: {
      ...common,
      PORT: '0',
      OPERATOR_TOKENS: `faults=${createHash('sha256').update(token).digest('hex')}`,
      PEPPERS_FILE: file('peppers.json', generatePeppersFile()),
      IDEMPOTENCY_KEY_FILE: file('idempotency.json', generateIdempotencyKeyFile({ generatedFor: 'development' })),
    },
  };
}
