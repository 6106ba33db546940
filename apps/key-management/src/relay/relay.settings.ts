import { eventStoreUrlSetting } from '@latchkey/event-store-open';
import { kafkaShape, type KafkaSettings, readKafkaSettings } from '@latchkey/kafka';
import { commonSettings, type Mode, postgresUrlSetting, readSettings } from '@latchkey/platform';
import { readSealingSettings, sealingShape, type SealingSettings } from '@latchkey/sealer';
import { z } from 'zod';

const shape = {
  LATCHKEY_MODE: commonSettings.LATCHKEY_MODE,
  LOG_LEVEL: commonSettings.LOG_LEVEL,
  ADMIN_PORT: commonSettings.ADMIN_PORT,
  DATABASE_URL: postgresUrlSetting,
  EVENT_STORE_URL: eventStoreUrlSetting.optional(),
  ...kafkaShape,
  ...sealingShape,
  USER_ACTIONS_RETENTION_DAYS: z
    .string()
    .regex(/^[0-9]{1,5}$/)
    .transform(Number)
    .refine((days) => days >= 30 && days <= 36_500)
    .describe('a number of days from 30 to 36500')
    .optional(),
};

export interface RelaySettings {
  readonly mode: Mode;
  readonly adminPort: number;
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  /** Undefined: nothing is published. */
  readonly kafka: KafkaSettings | undefined;
  readonly sealing: SealingSettings;
  /** Undefined: what was done about users is kept for ever. */
  readonly userActionsRetentionDays: number | undefined;
}

/** Throws a `SettingsError` naming what is wrong. */
export const readRelaySettings = (env: Readonly<Record<string, string | undefined>>): RelaySettings => {
  const settings = readSettings(shape, env);
  return {
    mode: settings.LATCHKEY_MODE,
    adminPort: settings.ADMIN_PORT,
    databaseUrl: settings.DATABASE_URL,
    eventStoreUrl: settings.EVENT_STORE_URL ?? settings.DATABASE_URL,
    kafka: readKafkaSettings(settings, settings.LATCHKEY_MODE),
    sealing: readSealingSettings(settings, settings.LATCHKEY_MODE),
    userActionsRetentionDays: settings.USER_ACTIONS_RETENTION_DAYS,
  };
};
