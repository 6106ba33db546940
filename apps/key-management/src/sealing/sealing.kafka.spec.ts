import { sealsTopic } from '@latchkey/key-events';
import { type ConsumedRecord, createKafka, createTopics, runConsumer } from '@latchkey/kafka';
import { SEALS_TOPIC } from '@latchkey/sealer';
import { generateSealingKeyFile } from '@latchkey/seals';
import { testKafka } from '@latchkey/testing';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readiness, type RelayStage, setRelayStage } from '../relay/testing/relay-stage';
import { ownerQuery } from '../testing/owner-query';
import { until } from '../testing/until';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-sealing-'));
const keyFile = join(directory, 'sealing-key.json');
const prefix = `seals-${Math.random().toString(36).slice(2, 12)}.`;
let stage: RelayStage;

beforeAll(async () => {
  writeFileSync(keyFile, JSON.stringify(generateSealingKeyFile()), { mode: 0o600 });
  stage = await setRelayStage(undefined, { prefix });
});
afterAll(async () => {
  await stage.dispose();
  rmSync(directory, { recursive: true });
});

test('the topic is the one that is described', () => {
  expect(SEALS_TOPIC).toBe(sealsTopic);
});

test('every seal is published, also those from before the topic was there, which is named until it is', async () => {
  await stage.append(10, 5);
  const relay = await stage.startRelay({ SEALING_KEY_FILE: keyFile, SEAL_INTERVAL_MS: '100' });
  await until(async () => (await readiness(relay)).checks['sealing']?.message?.includes(SEALS_TOPIC) ?? false);
  const stored = async () => {
    const rows = await ownerQuery<{ seal: string }>(stage, 'SELECT seal FROM key_management.seals ORDER BY number');
    return rows.map(({ seal }) => seal);
  };
  await until(async () => (await stored()).length > 0);

  const kafka = createKafka({ settings: { brokers: testKafka().brokers, topicPrefix: prefix }, clientId: 'test' });
  await createTopics(kafka, [{ name: SEALS_TOPIC, partitions: 1, config: {} }], 1);
  const records: ConsumedRecord[] = [];
  const abort = new AbortController();
  const consuming = runConsumer(kafka, {
    groupId: `${prefix}auditor`,
    topics: [SEALS_TOPIC],
    sessionTimeoutMs: 6_000,
    signal: abort.signal,
    async handle(batch) {
      for (const record of batch.records) {
        records.push(record);
        batch.done(record);
      }
    },
  });
  const published = () => records.map(({ value }) => Buffer.from(value ?? []).toString());
  await stage.append(1, 5);
  await until(async () => (await stored()).some((seal) => seal.includes('"size":55')));
  await until(async () => (await stored()).every((seal) => published().includes(seal)), 30_000);
  expect(records[0]).toMatchObject({
    key: 'events',
    headers: { ce_type: 'latchkey.log.sealed.v1', ce_subject: 'events' },
  });
  await until(async () => (await readiness(relay)).status === 200);
  abort.abort();
  await consuming;
});
