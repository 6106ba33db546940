import kafkajs from 'kafkajs';
import { silenceThrottleTimer } from './silence-throttle-timer';
import type { KafkaSettings } from './settings';

export interface CreateKafkaOptions {
  readonly settings: KafkaSettings;
  /** How the brokers' logs and quotas name us. */
  readonly clientId: string;
  /** Told what the client itself has to say, which repeats each failure for each try. */
  readonly log?: { debug(details: object, message: string): void };
}

export interface Kafka {
  readonly client: kafkajs.Kafka;
  readonly settings: KafkaSettings;
}

/** Every patience in one place. Tries end well before whoever waits gives up, so that nothing goes on behind their back. */
export const PATIENCE = {
  connectMs: 3_000,
  requestMs: 10_000,
  retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000, factor: 0.2, multiplier: 2 },
} as const;

/** Does not connect. */
export const createKafka = ({ settings, clientId, log }: CreateKafkaOptions): Kafka => {
  silenceThrottleTimer();
  const { brokers, tls, sasl } = settings;
  const client = new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: PATIENCE.connectMs,
    authenticationTimeout: PATIENCE.requestMs,
    requestTimeout: PATIENCE.requestMs,
    enforceRequestTimeout: true,
    retry: PATIENCE.retry,
    ...(tls && { ssl: { ...tls } }),
    // Its type wants each mechanism on its own; all three take the same two members.
    ...(sasl && { sasl: sasl as kafkajs.SASLOptions }),
    logCreator: () => (entry) => {
      const { message, error } = entry.log;
      log?.debug({ kafka: entry.namespace, error }, message);
    },
  });
  return { client, settings };
};
