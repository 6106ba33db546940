import { type ConsumedRecord, createKafka, runConsumer } from '@latchkey/kafka';
import { testKafka } from '@latchkey/testing';
import { operatorOf } from '@latchkey/testing/platform';
import { readFileSync } from 'node:fs';
import { startComposed } from './compose-stage';

test('with Kafka setup makes the topics, and the relay publishes a key that is made', async () => {
  const { brokers, prefix, env } = testKafka();
  const stage = await startComposed(env);
  const stopping = new AbortController();
  try {
    const kafka = createKafka({ settings: { brokers, topicPrefix: prefix }, clientId: 'compose-test' });
    const first = new Promise<ConsumedRecord>((resolve, reject) => {
      runConsumer(kafka, {
        groupId: `${prefix}reader`,
        topics: ['latchkey.api-keys.v1'],
        signal: stopping.signal,
        handle: async ({ records }) => records.slice(0, 1).forEach(resolve),
      }).catch(reject);
    });
    const operator = operatorOf({
      operatorToken: readFileSync(stage.pathIn('setup', 'secrets/operator-token'), 'utf8'),
      services: { key_management: { url: `http://${stage.addressOf('key-management:4400')}` } },
    });
    const { id } = await operator.makeKey(await operator.openAccount('platform'));
    expect((await first).key).toBe(id);
  } finally {
    stopping.abort();
    await stage.stop();
  }
}, 120_000);
