import { type ProxiedKafka, startProxiedKafka } from '@latchkey/testing';
import { createProducer } from './producer';
import { collect, numbersByKey } from './testing/collect';
import { countRecords, kafkaOf, makeTopics, recordsOf } from './testing/topics';
import { waitUntil } from './testing/wait-until';

let proxied: ProxiedKafka;
beforeAll(async () => {
  proxied = await startProxiedKafka();
});
afterAll(() => proxied.dispose());

test('records whose acknowledgement is lost after they were written are there once, in order', async () => {
  const direct = kafkaOf(proxied.kafka.brokers, 'ack.');
  await makeTopics(direct, 'one');
  const producer = createProducer(kafkaOf(proxied.brokers, 'ack.'));
  await producer.send(recordsOf('one', 0, 100));
  proxied.setMode('swallow-answers');
  const sending = producer.send(recordsOf('one', 100, 200));
  await waitUntil(async () => (await countRecords(direct, 'one')) === 200);
  proxied.cut();
  proxied.setMode('pass');
  await sending;
  await producer.send(recordsOf('one', 200, 300));
  await producer.close();

  const consumer = collect(direct, { groupId: 'ack', topics: ['one'] });
  await waitUntil(() => consumer.records.length >= 300);
  await consumer.stop();
  expect(consumer.records).toHaveLength(300);
  for (const numbers of Object.values(numbersByKey(consumer.records)))
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

test('a broker that does not answer is given up at the deadline; the next batch goes through', async () => {
  const direct = kafkaOf(proxied.kafka.brokers, 'deadline.');
  await makeTopics(direct, 'one');
  const producer = createProducer(kafkaOf(proxied.brokers, 'deadline.'), { sendDeadlineMs: 1_000 });
  await producer.send(recordsOf('one', 0, 10));
  proxied.setMode('swallow-answers');
  await expect(producer.send(recordsOf('one', 10, 20))).rejects.toMatchObject({ reason: 'unreachable' });
  proxied.setMode('pass');
  await waitUntil(() =>
    producer.send(recordsOf('one', 10, 20)).then(
      () => true,
      () => false,
    ),
  );
  await producer.close();

  const consumer = collect(direct, { groupId: 'deadline', topics: ['one'] });
  await waitUntil(() => new Set(consumer.records.map(({ headers }) => headers['number'])).size === 20);
  await consumer.stop();
});

test('a broker that was killed is waited for', async () => {
  const kafka = kafkaOf(proxied.kafka.brokers, 'killed.');
  await makeTopics(kafka, 'one');
  const producer = createProducer(kafka);
  await producer.send(recordsOf('one', 0, 100));
  const consumer = collect(kafka, { groupId: 'killed', topics: ['one'], sessionTimeoutMs: 6_000 });
  await waitUntil(() => consumer.records.length === 100);
  await proxied.kafka.kill('SIGKILL');
  await expect(producer.send(recordsOf('one', 100, 200))).rejects.toMatchObject({ reason: 'unreachable' });
  await proxied.kafka.restart();
  await waitUntil(() =>
    producer.send(recordsOf('one', 100, 200)).then(
      () => true,
      () => false,
    ),
  );
  await waitUntil(() => new Set(consumer.records.map(({ headers }) => headers['number'])).size === 200);
  await consumer.stop();
  await producer.close();
});
