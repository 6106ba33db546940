import { kafkaShape, readKafkaSettings, type KafkaSettings } from '@latchkey/kafka';
import { commonSettings, postgresUrlSetting, readSettings, SettingsError } from '@latchkey/platform';
import { z } from 'zod';

export interface ActiveKeysSettings {
  readonly adminPort: number;
  readonly databaseUrl: string;
  readonly kafka: KafkaSettings;
  readonly groupId: string;
  readonly deadLetterTopic: string;
}

const name = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,200}$/)
  .describe('up to 200 letters, digits, dots, dashes and underscores');

const shape = {
  LATCHKEY_MODE: commonSettings.LATCHKEY_MODE,
  LOG_LEVEL: commonSettings.LOG_LEVEL,
  ADMIN_PORT: commonSettings.ADMIN_PORT,
  DATABASE_URL: postgresUrlSetting,
  ...kafkaShape,
  KAFKA_GROUP_ID: name.default('active-keys'),
  KAFKA_DEAD_LETTER_TOPIC: name.default('active-keys.dead-letters.v1'),
} as const;

/** From the environment. Throws `SettingsError`. */
export function readActiveKeysSettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
): ActiveKeysSettings {
  const settings = readSettings(shape, env);
  const kafka = readKafkaSettings(settings, settings.LATCHKEY_MODE);
  if (!kafka) throw new SettingsError([{ name: 'KAFKA_BROKERS', reason: 'is not set' }]);
  return {
    adminPort: settings.ADMIN_PORT,
    databaseUrl: settings.DATABASE_URL,
    kafka,
    groupId: settings.KAFKA_GROUP_ID,
    deadLetterTopic: settings.KAFKA_DEAD_LETTER_TOPIC,
  };
}
