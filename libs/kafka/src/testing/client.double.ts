import type kafkajs from 'kafkajs';
import type { Kafka } from '../create-kafka';

/** What a producer of the double does with a batch; it answers the partitions that acknowledge. */
export type SendBatch = (batch: kafkajs.ProducerBatch, partitions: readonly string[]) => Promise<readonly string[]>;

/** A client whose producers do what they are told: `behave` is asked anew for each one. */
export const clientDouble = (behave: (producer: number) => SendBatch) => {
  const state = { producers: 0, closed: 0, underWay: 0, mostUnderWay: 0 };
  const producer = (config: kafkajs.ProducerConfig) => {
    const sendBatch = behave(state.producers++);
    const choose = config.createPartitioner?.();
    return {
      connect: async () => undefined,
      disconnect: async () => void state.closed++,
      async sendBatch(batch: kafkajs.ProducerBatch) {
        state.mostUnderWay = Math.max(state.mostUnderWay, ++state.underWay);
        try {
          const partitions = (batch.topicMessages ?? []).flatMap(({ topic, messages }) =>
            messages.map((message) => `${topic}/${choose?.({ topic, message, partitionMetadata: FOUR })}`),
          );
          const acknowledged = await sendBatch(batch, [...new Set(partitions)]);
          return acknowledged.map((place) => {
            const [topicName, partition] = place.split('/');
            return { topicName, partition: Number(partition), errorCode: 0 };
          });
        } finally {
          state.underWay--;
        }
      },
    };
  };
  // Of the client only what a producer needs is there.
  const kafka = { client: { producer }, settings: { brokers: [], topicPrefix: '' } } as unknown as Kafka;
  return { kafka, state };
};

const FOUR = [0, 1, 2, 3].map((partitionId) => ({
  partitionId,
  leader: 1,
  partitionErrorCode: 0,
  replicas: [1],
  isr: [1],
}));
