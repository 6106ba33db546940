import { eventStoreUrlSetting } from '@latchkey/event-store-open';
import { kafkaShape } from '@latchkey/kafka';
import { LOG_LEVELS, postgresUrlSetting, readSettings } from '@latchkey/platform';
import { resolve } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error';

export type StartSettings = {
  readonly dataDir: string;
  readonly portBase: number;
  readonly demo: boolean;
  readonly authReplicas: number;
  readonly logLevel: string;
  /** A server that is not ours; null: the embedded one. */
  readonly databaseUrl: string | null;
  readonly eventStoreUrl: string | null;
  /** `local`: one of our own; `named`: the one that is set from outside; null: none, and nothing is published. */
  readonly kafka: 'local' | 'named' | null;
  /** What the relay is told of the one that is named, as it was set. */
  readonly kafkaEnv: Readonly<Record<string, string>>;
};

const HIGHEST_PORT_BASE = 65_000;

const shape = {
  LATCHKEY_DATA_DIR: z.string().default('.data'),
  LATCHKEY_PORT_BASE: z
    .string()
    .regex(/^[0-9]{1,5}$/)
    .transform(Number)
    .refine((port) => port >= 1 && port <= HIGHEST_PORT_BASE)
    .describe(`a port number from 1 to ${HIGHEST_PORT_BASE}`)
    .default(4400),
  LATCHKEY_DEMO: z.enum(['on', 'off']).describe('on or off').default('on'),
  LATCHKEY_AUTH_REPLICAS: z
    .string()
    .regex(/^[1-9][0-9]?$/)
    .transform(Number)
    .describe('a number from 1 to 99')
    .default(1),
  LATCHKEY_MODE: z.enum(['live', 'test']).describe('live or test').default('test'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .describe(`one of ${LOG_LEVELS.join(', ')}`)
    .default('info'),
  DATABASE_URL: postgresUrlSetting.optional(),
  EVENT_STORE_URL: eventStoreUrlSetting.optional(),
};

const WITH_KAFKA = '--with-kafka';

export const readStartSettings = (
  env: Readonly<Record<string, string | undefined>> = process.env,
  args: readonly string[] = [],
): StartSettings => {
  const unknown = args.find((argument) => argument !== WITH_KAFKA);
  if (unknown !== undefined)
    throw new StartError(`npm start has one option, ${WITH_KAFKA}, and does not know ${unknown}.`);
  const settings = readSettings(shape, env);
  if (settings.LATCHKEY_MODE === 'live') {
    throw new StartError(
      'npm start makes development secrets, which LATCHKEY_MODE=live refuses: run the services themselves, with secrets of your own.',
    );
  }
  return {
    dataDir: resolve(settings.LATCHKEY_DATA_DIR),
    portBase: settings.LATCHKEY_PORT_BASE,
    demo: settings.LATCHKEY_DEMO === 'on',
    authReplicas: settings.LATCHKEY_AUTH_REPLICAS,
    logLevel: settings.LOG_LEVEL,
    databaseUrl: settings.DATABASE_URL ?? null,
    eventStoreUrl: settings.EVENT_STORE_URL ?? null,
    ...kafkaOf(env, args.includes(WITH_KAFKA)),
  };
};

const kafkaOf = (
  env: Readonly<Record<string, string | undefined>>,
  local: boolean,
): Pick<StartSettings, 'kafka' | 'kafkaEnv'> => {
  const named = Boolean(env['KAFKA_BROKERS']?.trim());
  if (local && named) {
    throw new StartError(`${WITH_KAFKA} starts a Kafka and KAFKA_BROKERS names another: leave one of the two out.`);
  }
  const given = Object.keys(kafkaShape).flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { kafka: local ? 'local' : named ? 'named' : null, kafkaEnv: named ? Object.fromEntries(given) : {} };
};
