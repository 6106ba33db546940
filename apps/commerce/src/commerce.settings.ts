import { createIdempotencyKeys, type IdempotencyKeys } from '@latchkey/idempotency';
import {
  commonSettings,
  httpUrlsSetting,
  pathSetting,
  postgresUrlSetting,
  readSecretFile,
  readSettings,
  SettingsError,
  type Mode,
} from '@latchkey/platform';
import { servicePrivateKeySchema, type ServicePrivateKey } from '@latchkey/service-tokens';
import { parseRootKeyFile, type RootKeyProvider } from '@latchkey/vault';
import { z } from 'zod';

export interface CommerceSettings {
  readonly mode: Mode;
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  readonly databaseUrl: string;
  readonly authUrls: readonly string[];
  readonly serviceKey: ServicePrivateKey;
  readonly rootKeys: RootKeyProvider;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly forward: { readonly connectTimeoutMs: number; readonly totalTimeoutMs: number };
}

/** Settings and the files they name. Throws `SettingsError`, which names the setting and never shows a value. */
export function readCommerceSettings(env: Readonly<Record<string, string | undefined>> = process.env) {
  const settings = readSettings(
    {
      ...commonSettings,
      DATABASE_URL: postgresUrlSetting,
      AUTH_URLS: httpUrlsSetting,
      SERVICE_PRIVATE_KEY_FILE: pathSetting,
      ROOT_KEY_FILE: pathSetting,
      IDEMPOTENCY_KEY_FILE: pathSetting,
      FORWARD_CONNECT_TIMEOUT_MS: millisecondsSetting.default(5_000),
      FORWARD_TIMEOUT_MS: millisecondsSetting.default(30_000),
    },
    env,
  );
  const mode = settings.LATCHKEY_MODE;
  const file = <Schema extends z.ZodType>(setting: FileSetting, schema: Schema) =>
    readSecretFile({ setting, path: settings[setting], schema, mode });
  return {
    mode,
    host: settings.HOST,
    port: settings.PORT,
    adminPort: settings.ADMIN_PORT,
    databaseUrl: settings.DATABASE_URL,
    authUrls: settings.AUTH_URLS,
    serviceKey: file('SERVICE_PRIVATE_KEY_FILE', servicePrivateKeySchema),
    rootKeys: named(
      'ROOT_KEY_FILE',
      () => parseRootKeyFile(JSON.stringify(file('ROOT_KEY_FILE', z.unknown()))).rootKeys,
    ),
    idempotencyKeys: named('IDEMPOTENCY_KEY_FILE', () =>
      createIdempotencyKeys(JSON.stringify(file('IDEMPOTENCY_KEY_FILE', z.unknown())), { mode }),
    ),
    forward: { connectTimeoutMs: settings.FORWARD_CONNECT_TIMEOUT_MS, totalTimeoutMs: settings.FORWARD_TIMEOUT_MS },
  } satisfies CommerceSettings;
}

/** Beyond two minutes no caller of ours still waits. */
const millisecondsSetting = z
  .string()
  .regex(/^[0-9]{1,6}$/)
  .transform(Number)
  .refine((ms) => ms >= 100 && ms <= 120_000)
  .describe('a number of milliseconds from 100 to 120000');

type FileSetting = 'SERVICE_PRIVATE_KEY_FILE' | 'ROOT_KEY_FILE' | 'IDEMPOTENCY_KEY_FILE';

/** The libraries say what is wrong with a file; which setting named it is known here. */
function named<T>(setting: FileSetting, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof SettingsError || !(error instanceof Error)) throw error;
    throw new SettingsError([{ name: setting, reason: `names a file that cannot be used: ${error.message}` }]);
  }
}
