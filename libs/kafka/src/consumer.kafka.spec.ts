import { testKafka } from '@latchkey/testing';
import { createProducer } from './producer';
import { collect, numbersByKey } from './testing/collect';
import { kafkaOf, makeTopics, recordsOf } from './testing/topics';
import { waitUntil } from './testing/wait-until';

const start = async () => {
  const { brokers, prefix } = testKafka();
  const kafka = kafkaOf(brokers, prefix);
  await makeTopics(kafka, 'one', 'two');
  return { kafka, group: `${prefix}group`, producer: createProducer(kafka) };
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
  await producer.close();
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
  await producer.close();
});

test('a record whose handler fails comes again, other partitions go on meanwhile', async () => {
  const { kafka, group, producer } = await start();
  await producer.send(recordsOf('one', 0, 70));
  const done: string[] = [];
  const errors: unknown[] = [];
  let failing = true;
  const consumer = collect(kafka, {
    groupId: group,
    topics: ['one'],
    handle: async (batch) => {
      for (const record of batch.records) {
        if (failing && record.key === 'key-3') throw new Error('not now');
        done.push(record.headers['number'] ?? '');
        batch.done(record);
      }
    },
    onHandlerError: (error) => errors.push(error),
  });
  await waitUntil(() => errors.length >= 2 && done.includes('65'));
  expect(done.filter((number) => Number(number) % 7 === 3)).toEqual([]);
  failing = false;
  await waitUntil(() => done.length >= 70);
  await consumer.stop();
  expect(new Set(done).size).toBe(70);
  expect(done).toHaveLength(70);
  await producer.close();
});
