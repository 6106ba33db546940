import { testKafka } from '@latchkey/testing';
import { createProducer } from './producer';
import { collect as startCollecting, numbersByKey } from './testing/collect';
import { kafkaOf, makeTopics, recordsOf } from './testing/topics';
import { waitUntil } from './testing/wait-until';

const open: (() => Promise<void>)[] = [];
// Those of a test that failed as well, or the run would never end.
afterEach(async () => void (await Promise.all(open.splice(0).map((close) => close()))));

const start = async () => {
  const { brokers, prefix } = testKafka();
  const kafka = kafkaOf(brokers, prefix);
  await makeTopics(kafka, 'one', 'two');
  const producer = createProducer(kafka);
  open.push(producer.close);
  return { kafka, group: `${prefix}group`, producer };
};
const collect: typeof startCollecting = (...args) => {
  const consumer = startCollecting(...args);
  open.push(consumer.stop);
  return consumer;
};

test('every record arrives with key, headers and value, in order for each key', async () => {
  const { kafka, group, producer } = await start();
  await producer.send([...recordsOf('one', 0, 700), ...recordsOf('two', 0, 1)]);
  const consumer = collect(kafka, { groupId: group, topics: ['one', 'two'] });
  await waitUntil(() => consumer.records.length >= 701);
  await consumer.stop();
  const one = consumer.records.filter(({ topic }) => topic === 'one');
  const byKey = numbersByKey(one);
  expect(Object.keys(byKey)).toHaveLength(7);
  for (const numbers of Object.values(byKey)) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(consumer.records.find(({ topic }) => topic === 'two')).toMatchObject({
    key: 'key-0',
    headers: { number: '0' },
    value: Buffer.from('value 0'),
  });
});

test('what was done is committed when the consumer stops, and what was not comes again to the next one', async () => {
  const { kafka, group, producer } = await start();
  await producer.send(recordsOf('one', 0, 50));
  const seen: string[] = [];
  const first = collect(kafka, {
    groupId: group,
    topics: ['one'],
    handle: async (batch) => {
      const half = batch.records.slice(0, Math.ceil(batch.records.length / 2));
      for (const record of half) {
        seen.push(record.headers['number'] ?? '');
        batch.done(record);
      }
      await new Promise<void>((resolve) => {
        const wait = setInterval(() => batch.isStopping() && (clearInterval(wait), resolve()), 5);
      });
    },
  });
  await waitUntil(() => seen.length > 0);
  await first.stop();
  expect(seen.length).toBeLessThan(50);

  const second = collect(kafka, { groupId: group, topics: ['one'] });
  await waitUntil(() => second.records.length + seen.length >= 50);
  await second.stop();
  const all = [...seen, ...second.records.map(({ headers }) => headers['number'])];
  expect(all.toSorted()).toEqual(
    recordsOf('one', 0, 50)
      .map(({ headers }) => headers['number'])
      .toSorted(),
  );
});

test('a record whose handler fails comes again, and nothing of its partition is done before it', async () => {
  const { kafka, group, producer } = await start();
  await producer.send(recordsOf('one', 0, 70));
  const done: string[] = [];
  const errors: unknown[] = [];
  const consumer = collect(kafka, {
    groupId: group,
    topics: ['one'],
    handle: async (batch) => {
      for (const record of batch.records) {
        if (errors.length < 2 && record.key === 'key-3') throw new Error('not now');
        done.push(record.headers['number'] ?? '');
        batch.done(record);
      }
    },
    onHandlerError: (error) => errors.push(error),
  });
  await waitUntil(() => done.length >= 70);
  await consumer.stop();
  expect(errors).toHaveLength(2);
  expect(new Set(done).size).toBe(70);
  const ofTheKey = done.map(Number).filter((number) => number % 7 === 3);
  expect(ofTheKey).toEqual(ofTheKey.toSorted((a, b) => a - b));
});

test('while a partition is paused after a failure the others go on, and it is not tried', async () => {
  const { kafka, group, producer } = await start();
  const partitions = new Map<string | null, number>();
  const done: (string | null)[] = [];
  const errors: unknown[] = [];
  let failing = false;
  const consumer = collect(kafka, {
    groupId: group,
    topics: ['one'],
    // Longer than the test has: what is done then is done during the one pause.
    backoffMs: { min: 600_000, max: 600_000 },
    handle: async (batch) => {
      for (const record of batch.records) {
        if (failing && record.key === 'key-3') throw new Error('not now');
        partitions.set(record.key, record.partition);
        done.push(record.key);
        batch.done(record);
      }
    },
    onHandlerError: (error) => errors.push(error),
  });
  await producer.send(recordsOf('one', 0, 7));
  await waitUntil(() => done.length === 7);
  failing = true;
  await producer.send(recordsOf('one', 3, 4));
  await waitUntil(() => errors.length === 1);
  const elsewhere = [...partitions].filter(([, partition]) => partition !== partitions.get('key-3'));
  expect(elsewhere.length).toBeGreaterThan(1);
  for (let round = 1; round <= 3; round++) {
    await producer.send(recordsOf('one', 0, 7));
    await waitUntil(() => elsewhere.every(([key]) => done.filter((one) => one === key).length === 1 + round));
  }
  expect(errors).toHaveLength(1);
  await consumer.stop();
});
