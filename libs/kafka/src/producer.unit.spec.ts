import kafkajs from 'kafkajs';
import { createProducer } from './producer';
import { clientDouble } from './testing/client.double';

const records = (...keys: readonly string[]) =>
  keys.map((key) => ({ topic: 'a', key, headers: {}, value: new Uint8Array(1) }));
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('there is never more than one batch under way', async () => {
  const { kafka, state } = clientDouble(() => async (_, partitions) => (await nextTurn(), partitions));
  const producer = createProducer(kafka);
  await Promise.all([producer.send(records('a')), producer.send(records('b')), producer.send(records('c'))]);
  expect(state).toMatchObject({ producers: 1, mostUnderWay: 1 });
});

test('after a sequence out of order the next batch goes through another producer', async () => {
  const outOfOrder = new kafkajs.KafkaJSProtocolError(
    Object.assign(new Error('out of order'), { type: 'OUT_OF_ORDER_SEQUENCE_NUMBER', code: 45, retriable: false }),
  );
  const { kafka, state } = clientDouble((number) => async (_, partitions) => {
    if (number === 0) throw outOfOrder;
    return partitions;
  });
  const producer = createProducer(kafka);
  await expect(producer.send(records('a'))).rejects.toThrow('out of order');
  await producer.send(records('a'));
  expect(state.producers).toBe(2);
  expect(state.closed).toBeGreaterThan(0);
});

test('a batch that is not acknowledged in time is given up, with its producer', async () => {
  const { kafka, state } = clientDouble(
    (number) => (_, partitions) => (number === 0 ? new Promise(() => undefined) : Promise.resolve(partitions)),
  );
  const producer = createProducer(kafka, { sendDeadlineMs: 5 });
  await expect(producer.send(records('a'))).rejects.toMatchObject({ name: 'KafkaError', reason: 'unreachable' });
  await producer.send(records('a'));
  expect(state.producers).toBe(2);
});

test('a batch of which a partition was not acknowledged is not taken for sent', async () => {
  const { kafka } = clientDouble(() => async (_, partitions) => partitions.slice(1));
  await expect(createProducer(kafka).send(records('a', 'b', 'c', 'd'))).rejects.toMatchObject({
    reason: 'not-acknowledged',
  });
});

test('to a topic with another number of partitions nothing is sent, and one sentence says so', async () => {
  let sent = 0;
  const { kafka } = clientDouble(() => async (_, partitions) => (sent++, partitions));
  const producer = createProducer(kafka, { partitions: 12 });
  await expect(producer.send(records('a'))).rejects.toMatchObject({
    reason: 'topic',
    message: expect.stringMatching(/^the topic a has 4 partitions instead of 12: /),
  });
  expect(sent).toBe(0);
});
