import { type EsdbDouble, startEsdbDouble } from '@latchkey/event-store-eventstoredb/testing';
import { topics } from '@latchkey/key-events';
import { type ConsumedRecord, createKafka, createTopics, readTopicsFile, runConsumer } from '@latchkey/kafka';
import { createInstallation, type Installation, repositoryRoot, type StartRun, testKafka } from '@latchkey/testing';
import { operatorOf, patiently } from '@latchkey/testing/platform';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** From `esdb://…` to a real Kafka, against the double of the store: it shows us and the client, not the real server. */
const KEYS = 24;
const { brokers, prefix, env } = testKafka();
const records: ConsumedRecord[] = [];
const stop = new AbortController();
let first: EsdbDouble;
let second: EsdbDouble;
let installation: Installation;
let run: StartRun;
let reading: Promise<void>;

beforeAll(async () => {
  const kafka = createKafka({ settings: { brokers, topicPrefix: prefix }, clientId: 'esdb-relay-test' });
  await createTopics(kafka, readTopicsFile(join(repositoryRoot, 'infra/kafka/topics.json')), 1);
  [first, second, installation] = await Promise.all([startEsdbDouble(), startEsdbDouble(), createInstallation()]);
  reading = runConsumer(kafka, {
    groupId: `${prefix}reader`,
    topics: Object.values(topics),
    signal: stop.signal,
    handle: async (batch) => {
      for (const record of batch.records) {
        records.push(record);
        batch.done(record);
      }
    },
  });
});
afterAll(async () => {
  stop.abort();
  await reading;
  await installation.dispose();
  await Promise.all([first.close(), second.close()]);
});

test('while connections to the store are cut once a second the relay publishes every event of it, in order for each key', async () => {
  run = installation.start({ ...env, EVENT_STORE_URL: first.url });
  await run.ready;
  const account = await operator().openAccount('platform');
  const cutting = setInterval(() => first.cut(), 1_000);
  try {
    for (let made = 0; made < KEYS; made++) await createKey(account);
    await until(() => missingOf(first).length === 0);
  } finally {
    clearInterval(cutting);
  }
  const versions = new Map<string, number>();
  for (const { key, headers } of records) {
    const version = Number(headers['ce_streamversion']);
    const last = versions.get(String(key)) ?? -1;
    expect(version).toBeLessThanOrEqual(last + 1);
    versions.set(String(key), Math.max(last, version));
  }
});

test('of another log it publishes all from the beginning, and says that its checkpoint is worth nothing there', async () => {
  await run.kill('SIGTERM');
  run = installation.start({ ...env, EVENT_STORE_URL: second.url });
  await run.ready;
  await createKey(await operator().openAccount('platform'));
  await until(() => missingOf(second).length === 0);
  expect(readFileSync(join(installation.dataDir, 'logs', 'relay.log'), 'utf8')).toMatch(
    /relay: checkpoint refused.*another log/,
  );
});

const operator = () => {
  const { operator_token: operatorToken, key_management_url: url } = installation.local();
  return operatorOf({ operatorToken, services: { key_management: { url } } });
};

/** With an idempotency key, so that it may be repeated when it was not answered. */
async function createKey(account: string): Promise<void> {
  const options = { method: 'POST', account, json: { label: 'Made meanwhile' } };
  const headers = { 'idempotency-key': randomUUID() };
  const { status } = await patiently(() => operator().request('/api-keys', { ...options, headers }));
  expect(status).toBe(201);
}

/** Events of the store that nobody has read from Kafka yet. */
function missingOf({ log }: EsdbDouble): readonly string[] {
  const seen = new Set(records.map(({ headers }) => headers['ce_id']));
  return log.records.filter(({ stream, id }) => /^(account|apikey)-/.test(stream) && !seen.has(id)).map(({ id }) => id);
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`it does not come to hold:\n${run.output()}`);
    await sleep(50);
  }
}
