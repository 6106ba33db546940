import { eventStoreUrlSetting } from '@latchkey/event-store-open';
import { createPeppers, PeppersError, type Peppers } from '@latchkey/keys-format';
import {
  commonSettings,
  pathSetting,
  postgresUrlSetting,
  readSecretFile,
  readSettings,
  SettingsError,
  type Mode,
} from '@latchkey/platform';
import { servicePublicKeysSchema, type ServicePublicKeys } from '@latchkey/service-tokens';
import { z } from 'zod';

export interface AuthSettings {
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  /** Where auth keeps when keys were used. */
  readonly databaseUrl: string;
  readonly eventStoreUrl: string;
  readonly peppers: Peppers;
  readonly servicePublicKeys: ServicePublicKeys;
}

const shape = {
  ...commonSettings,
  DATABASE_URL: postgresUrlSetting,
  EVENT_STORE_URL: eventStoreUrlSetting.optional(),
  PEPPERS_FILE: pathSetting,
  SERVICE_PUBLIC_KEYS_FILE: pathSetting,
} as const;

/** From the environment and the files it names. Throws `SettingsError`. */
export function readAuthSettings(env: Readonly<Record<string, string | undefined>> = process.env): AuthSettings {
  const settings = readSettings(shape, env);
  return {
    host: settings.HOST,
    port: settings.PORT,
    adminPort: settings.ADMIN_PORT,
    databaseUrl: settings.DATABASE_URL,
    eventStoreUrl: settings.EVENT_STORE_URL ?? settings.DATABASE_URL,
    peppers: readPeppers(settings.PEPPERS_FILE, settings.LATCHKEY_MODE),
    servicePublicKeys: readSecretFile({
      setting: 'SERVICE_PUBLIC_KEYS_FILE',
      path: settings.SERVICE_PUBLIC_KEYS_FILE,
      schema: servicePublicKeysSchema,
      mode: settings.LATCHKEY_MODE,
    }),
  };
}

function readPeppers(path: string, mode: Mode): Peppers {
  const contents = readSecretFile({ setting: 'PEPPERS_FILE', path, schema: z.looseObject({}), mode });
  try {
    return createPeppers(JSON.stringify(contents));
  } catch (error) {
    if (!(error instanceof PeppersError)) throw error;
    throw new SettingsError([{ name: 'PEPPERS_FILE', reason: `names a file that cannot be used: ${error.message}` }]);
  }
}
