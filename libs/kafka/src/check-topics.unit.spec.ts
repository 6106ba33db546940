import { checkTopics } from './check-topics';
import { createKafka } from './create-kafka';
import { createProducer } from './producer';
import { startOldBroker } from './testing/old-broker.double';

const kafkaAt = (port: number) =>
  createKafka({ settings: { brokers: [`127.0.0.1:${port}`], topicPrefix: '' }, clientId: 'test' });

test('a broker that is too old is named as such', async () => {
  const broker = await startOldBroker();
  const producer = createProducer(kafkaAt(broker.port));
  await expect(producer.connect()).rejects.toMatchObject({
    reason: 'too-old',
    message: 'the brokers that KAFKA_BROKERS names are too old: Kafka 2.1 or later is needed',
  });
  await producer.close();
  await broker.stop();
});

test('where nobody listens, KAFKA_BROKERS is named', async () => {
  const broker = await startOldBroker();
  await broker.stop();
  await expect(checkTopics(kafkaAt(broker.port), ['a'])).rejects.toMatchObject({
    reason: 'unreachable',
    message: 'no Kafka can be reached at the address in KAFKA_BROKERS',
  });
});

test('a key that is none, or of another certificate, is named', async () => {
  const settings = { brokers: ['127.0.0.1:1'], topicPrefix: '', tls: { cert: 'a certificate', key: 'a key' } };
  await expect(checkTopics(createKafka({ settings, clientId: 'test' }), ['a'])).rejects.toMatchObject({
    reason: 'tls',
    message: expect.stringContaining('KAFKA_TLS_KEY_FILE'),
  });
});
