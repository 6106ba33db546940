import { repositoryRoot, testKafka } from '@latchkey/testing';
import { join } from 'node:path';
import { checkTopics } from './check-topics';
import { createTopics, readTopicsFile } from './create-topics';
import { createProducer } from './producer';
import { kafkaOf, recordsOf } from './testing/topics';

test('topics are made as their file says, once, and what differs is told and left alone', async () => {
  const { brokers, prefix } = testKafka();
  const kafka = kafkaOf(brokers, prefix);
  const definitions = readTopicsFile(join(repositoryRoot, 'infra/kafka/topics.json'));
  const names = definitions.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['latchkey.api-keys.v1', 'latchkey.accounts.v1']));
  for (const { config } of definitions)
    expect(config).toMatchObject({ 'cleanup.policy': 'delete', 'retention.ms': '-1' });

  await expect(checkTopics(kafka, names)).rejects.toMatchObject({
    reason: 'topic',
    message: expect.stringMatching(
      /^there is no topic test-.*latchkey.*, or its ACLs hide it: run `npm run kafka:topics`, or look at KAFKA_TOPIC_PREFIX$/,
    ),
  });
  const made = names.map((name) => `${prefix}${name}`);
  expect(await createTopics(kafka, definitions, 1)).toEqual({ made, differences: [] });
  await checkTopics(kafka, names);
  expect(await createTopics(kafka, definitions, 1)).toEqual({ made: [], differences: [] });

  const [first] = definitions;
  if (first === undefined) throw new Error('the file is empty');
  const other = { ...first, partitions: 3, config: { 'cleanup.policy': 'compact' } };
  expect((await createTopics(kafka, [other], 1)).differences).toEqual([
    `${prefix}${first.name} has 12 partitions instead of 3`,
    `${prefix}${first.name} has cleanup.policy=delete instead of compact`,
  ]);
});

test('a topic that is missing is told by the producer, and never made by it', async () => {
  const { brokers, prefix } = testKafka();
  const kafka = kafkaOf(brokers, prefix);
  const producer = createProducer(kafka);
  await expect(producer.send(recordsOf('missing', 0, 1))).rejects.toMatchObject({ reason: 'topic' });
  await producer.close();
  await expect(checkTopics(kafka, ['missing'])).rejects.toMatchObject({ reason: 'topic' });
});

test('to a topic with another number of partitions than agreed nothing is sent, and it is told', async () => {
  const { brokers, prefix } = testKafka();
  const kafka = kafkaOf(brokers, prefix);
  await createTopics(kafka, [{ name: 'grown', partitions: 6, config: {} }], 1);
  const producer = createProducer(kafka, { partitions: 4 });
  await expect(producer.send(recordsOf('grown', 0, 10))).rejects.toMatchObject({
    reason: 'topic',
    message: `the topic ${prefix}grown has 6 partitions instead of 4: it has to be made anew, or look at KAFKA_TOPIC_PREFIX`,
  });
  await producer.close();
});

test('a batch that the topic does not take is told as such', async () => {
  const { brokers, prefix } = testKafka();
  const kafka = kafkaOf(brokers, prefix);
  await createTopics(kafka, [{ name: 'small', partitions: 1, config: { 'max.message.bytes': '1000' } }], 1);
  const producer = createProducer(kafka);
  await expect(producer.send(recordsOf('small', 0, 100))).rejects.toMatchObject({
    reason: 'too-large',
    message: expect.stringContaining('max.message.bytes has to be 1048588'),
  });
  await producer.close();
});
