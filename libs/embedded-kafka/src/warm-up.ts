import { API, kafkaRequest, kafkaString } from './kafka-request';

/**
 * True when the broker gives out producer ids and knows who coordinates groups. For some seconds after its start it answers
 * both with "coordinator is loading".
 */
export const isWarm = async (port: number): Promise<boolean> => {
  try {
    return (
      errorOf(await kafkaRequest(port, API.initProducerId, NO_TRANSACTION), 4) === 0 && (await hasCoordinator(port))
    );
  } catch {
    return false; // It does not answer yet.
  }
};

const hasCoordinator = async (port: number): Promise<boolean> =>
  errorOf(await kafkaRequest(port, API.findCoordinator, kafkaString('warm-up')), 0) === 0;

/** InitProducerId: no transactional id, and a time limit for transactions that there are not. */
const NO_TRANSACTION = Buffer.from([0xff, 0xff, 0, 0, 0xea, 0x60]);

/** InitProducerId begins with how long it was throttled (4 bytes), FindCoordinator of version 0 with the error. */
const errorOf = (answer: Buffer, offset: number): number => answer.readInt16BE(offset);
