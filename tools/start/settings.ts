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
  EVENT_STORE_URL: postgresUrlSetting.optional(),
};

export const readStartSettings = (env: Readonly<Record<string, string | undefined>> = process.env): StartSettings => {
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
  };
};
