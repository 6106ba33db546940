import { KafkaStartError } from './kafka-start-error';
import { artefactsAreThere, requireMaven } from './kafka-artefacts';
import { requireJava } from './java';

/** Why no Kafka can be started on this machine, in one sentence; undefined when there is no reason known. */
export const kafkaObstacle = (): string | undefined => {
  try {
    requireJava();
    if (!artefactsAreThere()) requireMaven();
    return undefined;
  } catch (error) {
    if (error instanceof KafkaStartError) return error.message;
    throw error;
  }
};
