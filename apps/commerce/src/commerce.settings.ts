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
import {
  servicePrivateKeySchema,
  servicePublicKeysSchema,
  type ServicePrivateKey,
  type ServicePublicKeys,
} from '@latchkey/service-tokens';
import { parseRootKeyFile, type RootKeyProvider } from '@latchkey/vault';
import { z } from 'zod';
import type { AccessSettings } from './accesses/access-settings';
import { accessShape, readAccessSettings } from './accesses/access-settings';
import {
  defaultProvider,
  NETWORK_TOKEN_PROVIDERS,
  type NetworkTokenProviderName,
} from './payment-data/network-token-providers';

export interface CommerceSettings {
  readonly mode: Mode;
  readonly host: string;
  readonly port: number;
  readonly adminPort: number;
  readonly databaseUrl: string;
  readonly authUrls: readonly string[];
  readonly serviceKey: ServicePrivateKey;
  /** Of the services that may call what is internal; without any nobody may. */
  readonly servicePublicKeys: ServicePublicKeys;
  readonly rootKeys: RootKeyProvider;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly networkTokenProvider: NetworkTokenProviderName;
  readonly accesses: AccessSettings;
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
      SERVICE_PUBLIC_KEYS_FILE: pathSetting.optional(),
      ROOT_KEY_FILE: pathSetting,
      IDEMPOTENCY_KEY_FILE: pathSetting,
      NETWORK_TOKEN_PROVIDER: z
        .enum(NETWORK_TOKEN_PROVIDERS)
        .describe(`one of ${NETWORK_TOKEN_PROVIDERS.join(', ')}`)
        .optional(),
      ...accessShape,
      FORWARD_CONNECT_TIMEOUT_MS: millisecondsSetting.default(5_000),
      FORWARD_TIMEOUT_MS: millisecondsSetting.default(30_000),
    },
    env,
  );
  const mode = settings.LATCHKEY_MODE;
  const file = <Schema extends z.ZodType>(setting: FileSetting, schema: Schema) =>
    readSecretFile({ setting, path: settings[setting], schema, mode });
  const publicKeysFile = settings.SERVICE_PUBLIC_KEYS_FILE;
  const networkTokenProvider = settings.NETWORK_TOKEN_PROVIDER ?? defaultProvider(mode);
  if (mode === 'live' && networkTokenProvider === 'sandbox') throw new SettingsError([SANDBOX_IN_LIVE]);
  return {
    mode,
    host: settings.HOST,
    port: settings.PORT,
    adminPort: settings.ADMIN_PORT,
    databaseUrl: settings.DATABASE_URL,
    authUrls: settings.AUTH_URLS,
    serviceKey: file('SERVICE_PRIVATE_KEY_FILE', servicePrivateKeySchema),
    servicePublicKeys:
      publicKeysFile === undefined
        ? { keys: [] }
        : readSecretFile({
            setting: 'SERVICE_PUBLIC_KEYS_FILE',
            path: publicKeysFile,
            schema: servicePublicKeysSchema,
            mode,
          }),
    rootKeys: named(
      'ROOT_KEY_FILE',
      () => parseRootKeyFile(JSON.stringify(file('ROOT_KEY_FILE', z.unknown()))).rootKeys,
    ),
    idempotencyKeys: named('IDEMPOTENCY_KEY_FILE', () =>
      createIdempotencyKeys(JSON.stringify(file('IDEMPOTENCY_KEY_FILE', z.unknown())), { mode }),
    ),
    networkTokenProvider,
    accesses: readAccessSettings(settings, mode),
    forward: { connectTimeoutMs: settings.FORWARD_CONNECT_TIMEOUT_MS, totalTimeoutMs: settings.FORWARD_TIMEOUT_MS },
  } satisfies CommerceSettings;
}

const SANDBOX_IN_LIVE = {
  name: 'NETWORK_TOKEN_PROVIDER',
  reason: 'is sandbox, whose network tokens are good for nothing; LATCHKEY_MODE=live refuses it',
};

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
