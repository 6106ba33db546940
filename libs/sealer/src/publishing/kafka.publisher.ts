import { checkTopics, createKafka, createProducer, type KafkaSettings } from '@latchkey/kafka';
import type { Logger } from '@latchkey/platform';
import type { SealPublisher } from './publisher.port';

/** Where seals are published, without the prefix. Never compacted: each seal counts, not the last of a log alone. */
export const SEALS_TOPIC = 'latchkey.seals.v1';

/** Record key: the log's name; value: the seal as canonical JSON. */
export const createKafkaSealPublisher = (settings: KafkaSettings, log: Pick<Logger, 'debug'>): SealPublisher => {
  const kafka = createKafka({ settings, clientId: 'latchkey-seals', log });
  const producer = createProducer(kafka);
  const encoder = new TextEncoder();
  return {
    name: 'kafka',
    tellsItself: false,
    async open() {
      await checkTopics(kafka, [SEALS_TOPIC]);
      await producer.connect();
      return 'unknown';
    },
    publish: (seals) =>
      producer.send(
        seals.map(({ seal, text }) => ({
          topic: SEALS_TOPIC,
          key: seal.log,
          headers: { 'content-type': 'application/json' },
          value: encoder.encode(text),
        })),
      ),
    close: producer.close,
  };
};
