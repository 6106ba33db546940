/**
 * Kafka for whoever produces or consumes, and the only home of its client.
 *
 * - Settings: `readKafkaSettings(readSettings(kafkaShape, env), mode)`, undefined when `KAFKA_BROKERS` is not set.
 * - `createKafka({settings, clientId})`, then `createProducer`, `runConsumer`, `checkTopics`, `createTopics` on it.
 * - What they reject with is a `KafkaError`: one sentence that names the setting, where one is to blame.
 */
export { checkTopics } from './check-topics';
export * from './consumer';
export { createKafka, type CreateKafkaOptions, type Kafka } from './create-kafka';
export { createTopics, readTopicsFile, type TopicDefinition } from './create-topics';
export * from './kafka-error';
export { createProducer, type CreateProducerOptions, type OutgoingRecord, type Producer } from './producer';
export { kafkaShape, readKafkaSettings, type KafkaSettings } from './settings';
