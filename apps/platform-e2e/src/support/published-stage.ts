import { type ConsumedRecord, createKafka, createTopics, readTopicsFile, runConsumer } from '@latchkey/kafka';
import { createPool } from '@latchkey/postgres';
import { generateSealingKeyFile } from '@latchkey/seals';
import { createTestDatabase, repositoryRoot, startProcess, testKafka } from '@latchkey/testing';
import { startPlatform } from '@latchkey/testing/platform';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The services, a relay, Kafka, the example service on a database of its own, and a reader that keeps all records of `topics`. */
export async function setPublishedStage(topics: readonly string[]) {
  const { brokers, prefix, env } = testKafka();
  const kafka = createKafka({ settings: { brokers, topicPrefix: prefix }, clientId: 'published-test' });
  for (const file of ['infra/kafka/topics.json', 'apps/active-keys/topics.json'])
    await createTopics(kafka, readTopicsFile(join(repositoryRoot, file)), 1);
  const platform = await startPlatform();
  const consumersDatabase = await createTestDatabase();
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-published-'));
  const sealingKey = join(directory, 'sealing-key.json');
  writeFileSync(sealingKey, JSON.stringify(generateSealingKeyFile()), { mode: 0o600 });
  const common = { ...env, LATCHKEY_MODE: 'test', ADMIN_PORT: '0' };
  const relay = await startProcess({
    entry: 'dist/apps/key-management/relay.main.js',
    env: {
      ...common,
      DATABASE_URL: platform.database.url('key_management'),
      SEALING_KEY_FILE: sealingKey,
      SEAL_INTERVAL_MS: '1000',
    },
  });
  const activeKeys = await startProcess({
    entry: 'dist/apps/active-keys/main.js',
    env: { ...common, DATABASE_URL: consumersDatabase.ownerUrl, KAFKA_GROUP_ID: `${prefix}active-keys` },
  });
  const records: ConsumedRecord[] = [];
  const stop = new AbortController();
  const reading = runConsumer(kafka, {
    groupId: `${prefix}reader`,
    topics,
    signal: stop.signal,
    handle: async (batch) => {
      for (const record of batch.records) {
        records.push(record);
        batch.done(record);
      }
    },
  });
  const log = createPool({ connectionString: platform.database.ownerUrl, applicationName: 'published-test', max: 1 });
  const table = createPool({
    connectionString: consumersDatabase.ownerUrl,
    applicationName: 'published-test',
    max: 1,
  });
  return {
    platform,
    records,
    /** All that the log holds, as it is stored. */
    stored: async () => {
      const { rows } = await log.query<{ stream: string; version: number; type: string; data: Buffer }>(
        'select stream, version, type, data from event_store.events order by position',
      );
      return rows;
    },
    activeKeys: async () =>
      (await table.query<{ key_id: string; label: string }>('select key_id, label from active_key order by key_id'))
        .rows,
    output: () => relay.output() + activeKeys.output(),
    async close() {
      stop.abort();
      await Promise.all([reading, relay.kill(), activeKeys.kill(), log.end(), table.end()]);
      await consumersDatabase.drop();
      await platform.stop();
      rmSync(directory, { recursive: true });
    },
  };
}
