import { checkTopics, createKafka, createProducer, type KafkaSettings } from '@latchkey/kafka';
import type { Logger } from '@latchkey/platform';
import type { SealPublisher } from './publisher.port';
import { sealRecord, SEALS_TOPIC } from './seal-record';

export const createKafkaSealPublisher = (settings: KafkaSettings, log: Pick<Logger, 'debug'>): SealPublisher => {
  const kafka = createKafka({ settings, clientId: 'latchkey-seals', log });
  const producer = createProducer(kafka);
  return {
    name: 'kafka',
    tellsItself: false,
    async open() {
      await checkTopics(kafka, [SEALS_TOPIC]);
      await producer.connect();
      return 'unknown';
    },
    publish: (seals) => producer.send(seals.map(sealRecord)),
    close: producer.close,
  };
};
