export { stopEarlierKafka } from './earlier-broker';
export { kafkaObstacle } from './kafka-obstacle';
export { KafkaStartError } from './kafka-start-error';
export { startKafka, type RunningKafka, type StartKafkaOptions } from './start-kafka';
