import { readSettings } from '@latchkey/platform';
import { type SecuredKafka, startSecuredKafka, testKafka } from '@latchkey/testing';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkTopics } from './check-topics';
import { createKafka } from './create-kafka';
import { createProducer } from './producer';
import { kafkaShape, readKafkaSettings } from './settings';
import { collect } from './testing/collect';
import { makeTopics, recordsOf } from './testing/topics';

let secured: SecuredKafka;
beforeAll(async () => {
  secured = await startSecuredKafka();
});
afterAll(() => secured.dispose());

const kafkaWith = (change: Record<string, string> = {}) => {
  const env = {
    KAFKA_BROKERS: secured.brokers.join(','),
    KAFKA_TLS: 'on',
    KAFKA_TLS_CA_FILE: secured.caFile,
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: secured.username,
    KAFKA_SASL_PASSWORD_FILE: secured.passwordFile,
    ...change,
  };
  const settings = readKafkaSettings(readSettings(kafkaShape, env), 'live');
  if (settings === undefined) throw new Error('it is set');
  return createKafka({ settings, clientId: 'test' });
};

test.each(['plain', 'scram-sha-256', 'scram-sha-512'])('records are sent over TLS with SASL %s', async (mechanism) => {
  const kafka = kafkaWith({ KAFKA_SASL_MECHANISM: mechanism });
  await makeTopics(kafka, mechanism);
  const producer = createProducer(kafka);
  await producer.send(recordsOf(mechanism, 0, 10));
  await producer.close();
});

const other = (name: string, text: string): string => {
  const path = join(dirname(secured.passwordFile), name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};

test.each(['plain', 'scram-sha-256'])('a wrong password is told as such with %s', async (mechanism) => {
  const kafka = kafkaWith({ KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_PASSWORD_FILE: other('wrong', 'not it') });
  await expect(checkTopics(kafka, ['a'])).rejects.toMatchObject({
    reason: 'credentials',
    message: expect.stringMatching(/KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD_FILE$/),
  });
});

test('a certificate that is not trusted is told as such', async () => {
  await expect(checkTopics(kafkaWith({ KAFKA_TLS_CA_FILE: '' }), ['a'])).rejects.toMatchObject({
    reason: 'tls',
    message: expect.stringContaining('KAFKA_TLS_CA_FILE'),
  });
});

test('plain text to a broker that wants TLS names KAFKA_TLS', async () => {
  const plaintext = { KAFKA_TLS: 'off', KAFKA_TLS_CA_FILE: '', KAFKA_PLAINTEXT: 'allow' };
  await expect(checkTopics(kafkaWith(plaintext), ['a'])).rejects.toMatchObject({
    message: expect.stringContaining('KAFKA_TLS'),
  });
});

test('user and password for a broker that wants none are told as such', async () => {
  const other = { KAFKA_BROKERS: testKafka().brokers.join(','), KAFKA_TLS: 'off', KAFKA_TLS_CA_FILE: '' };
  await expect(checkTopics(kafkaWith({ ...other, KAFKA_PLAINTEXT: 'allow' }), ['a'])).rejects.toMatchObject({
    message: 'Kafka wants no user and password from us, or another mechanism: look at KAFKA_SASL_MECHANISM',
  });
});

test('what the ACLs do not allow is told as such: to see topics, to write, to use a group', async () => {
  await makeTopics(kafkaWith(), 'closed');
  const kafka = kafkaWith({ KAFKA_SASL_USERNAME: secured.guest, KAFKA_SASL_MECHANISM: 'plain' });
  await expect(checkTopics(kafka, ['closed'])).rejects.toMatchObject({
    reason: 'topic',
    message: expect.stringContaining('or its ACLs hide it'),
  });
  const producer = createProducer(kafka);
  await expect(producer.send(recordsOf('closed', 0, 1))).rejects.toMatchObject({
    reason: 'forbidden',
    message: expect.stringMatching(/KAFKA_SASL_USERNAME.*ACLs say no/),
  });
  await producer.close();
  const error = await new Promise<unknown>((resolve) => {
    const consumer = collect(kafka, {
      groupId: 'closed',
      topics: [],
      onStatus: ({ error }) => error && void consumer.stop().then(() => resolve(error)),
    });
  });
  expect(error).toMatchObject({ reason: 'forbidden', message: expect.stringContaining('KAFKA_GROUP_ID') });
});
