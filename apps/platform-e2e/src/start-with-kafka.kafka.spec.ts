import { topics } from '@latchkey/key-events';
import { type ConsumedRecord, createKafka, runConsumer } from '@latchkey/kafka';
import { createInstallation, type Installation } from '@latchkey/testing';
import { operatorOf } from '@latchkey/testing/platform';
import { setTimeout as sleep } from 'node:timers/promises';

const START = [process.execPath, 'tools/start/main.mjs', '--with-kafka'] as const;

const published = async (brokers: readonly string[], enough: (records: readonly ConsumedRecord[]) => boolean) => {
  const kafka = createKafka({ settings: { brokers, topicPrefix: '' }, clientId: 'test' });
  const abort = new AbortController();
  const records: ConsumedRecord[] = [];
  await Promise.race([
    runConsumer(kafka, {
      groupId: `test-${Math.random()}`,
      topics: Object.values(topics),
      signal: abort.signal,
      handle: async (batch) => {
        records.push(...batch.records);
        const last = batch.records.at(-1);
        if (last) batch.done(last);
        if (enough(records)) abort.abort();
      },
    }),
    sleep(30_000, undefined, { ref: false }).finally(() => abort.abort()),
  ]);
  return records;
};

test('npm start -- --with-kafka publishes what happens to a Kafka that is there again, with all of it, after kill -9', async () => {
  const installation: Installation = await createInstallation();
  try {
    const run = installation.start({}, START);
    await run.ready;
    const {
      kafka_brokers: brokers = [],
      operator_token: operatorToken,
      key_management_url: url,
    } = installation.local();
    expect(brokers).toEqual([`127.0.0.1:${installation.portBase + 10}`]);
    const operator = operatorOf({ operatorToken, services: { key_management: { url } } });
    const account = await operator.openAccount('ecosystem');
    const key = await operator.makeKey(account);
    const ofKey = (records: readonly ConsumedRecord[]) =>
      records.filter((record) => record.key === key.id).map(({ headers }) => headers['ce_type']);
    const created = await published(brokers, (records) => ofKey(records).length > 0);
    expect(ofKey(created)).toEqual(['latchkey.api-key.created.v1']);
    expect(JSON.stringify(created)).not.toContain(key.secret);
    await run.kill('SIGKILL');

    const again = installation.start({}, START);
    await again.ready;
    await operator.revoke(account, key.id);
    const both = await published(brokers, (records) => new Set(ofKey(records)).size > 1);
    expect([...new Set(ofKey(both))]).toEqual(['latchkey.api-key.created.v1', 'latchkey.api-key.revoked.v1']);
    expect(await again.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  } finally {
    await installation.dispose();
  }
});
