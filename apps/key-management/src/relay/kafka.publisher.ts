import { PARTITIONS } from '@latchkey/key-events';
import { checkTopics, createKafka, createProducer, type KafkaSettings } from '@latchkey/kafka';
import type { Logger } from '@latchkey/platform';
import type { Publisher } from './publisher.port';

export const createKafkaPublisher = (settings: KafkaSettings, log: Pick<Logger, 'debug'>): Publisher => {
  const kafka = createKafka({ settings, clientId: 'latchkey-relay', log });
  const producer = createProducer(kafka, { partitions: PARTITIONS });
  return {
    async check(topics) {
      await checkTopics(kafka, topics);
      await producer.connect();
    },
    send: producer.send,
    close: producer.close,
  };
};
