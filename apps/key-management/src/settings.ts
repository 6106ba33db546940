import { eventStoreUrlSetting } from '@latchkey/event-store-open';
import { type IdempotencyKeys, createIdempotencyKeys } from '@latchkey/idempotency';
import { createPeppers, type Peppers } from '@latchkey/keys-format';
import {
  commonSettings,
  type Mode,
  httpUrlsSetting,
  pathSetting,
  postgresUrlSetting,
  readSecretFile,
  readSettings,
  SettingsError,
} from '@latchkey/platform';
import { servicePrivateKeySchema, type ServicePrivateKey } from '@latchkey/service-tokens';
import { z } from 'zod';
import { operatorTokensSetting } from './callers/operator-tokens';
import { type DashboardFiles, readDashboardFiles } from './dashboard/dashboard-files';
import { readSignInSettings, signInShape, type SignInSettings } from './sessions/sign-in.settings';

const shape = {
  ...commonSettings,
  DATABASE_URL: postgresUrlSetting,
  EVENT_STORE_URL: eventStoreUrlSetting.optional(),
  OPERATOR_TOKENS: operatorTokensSetting,
  PEPPERS_FILE: pathSetting,
  IDEMPOTENCY_KEY_FILE: pathSetting,
  COMMERCE_URL: httpUrlsSetting
    .refine((urls) => urls.length === 1)
    .transform(([url = '']) => url)
    .describe('an http:// or https:// URL')
    .optional(),
  AUTH_URLS: httpUrlsSetting.optional(),
  SERVICE_PRIVATE_KEY_FILE: pathSetting.optional(),
  DASHBOARD_DIR: pathSetting.describe('the path of a directory').optional(),
  ...signInShape,
};

/** What this service is called in its tokens. */
const SERVICE = 'key-management';

/** Where commerce is, and by what it knows us. */
export interface CommerceAccess {
  readonly url: string;
  readonly serviceKey: ServicePrivateKey;
}

/** Likewise auth, any of its replicas. */
export interface AuthAccess {
  readonly urls: readonly string[];
  readonly serviceKey: ServicePrivateKey;
}

export type Settings = ReturnType<typeof readEnvironment> & {
  readonly peppers: Peppers;
  readonly idempotencyKeys: IdempotencyKeys;
  /** Undefined: nobody can be issued an encryption key. */
  readonly commerce: CommerceAccess | undefined;
  /** Undefined: nobody can tell when a key was used. */
  readonly auth: AuthAccess | undefined;
  /** Undefined: the API alone is served. */
  readonly dashboard: DashboardFiles | undefined;
  readonly signIn: SignInSettings;
};

/** Everything that is set from outside, the files of secrets included. Throws a `SettingsError` naming what is wrong. */
export const readKeyManagementSettings = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const settings = readEnvironment(env);
  const mode = settings.LATCHKEY_MODE;
  return {
    ...settings,
    peppers: fromSecretFile('PEPPERS_FILE', settings.PEPPERS_FILE, mode, createPeppers),
    idempotencyKeys: fromSecretFile('IDEMPOTENCY_KEY_FILE', settings.IDEMPOTENCY_KEY_FILE, mode, (contents) =>
      createIdempotencyKeys(contents, { mode }),
    ),
    ...serviceAccess(settings),
    dashboard:
      settings.DASHBOARD_DIR === undefined ? undefined : readDashboardFiles('DASHBOARD_DIR', settings.DASHBOARD_DIR),
    signIn: readSignInSettings(settings),
  };
};

const readEnvironment = (env: Readonly<Record<string, string | undefined>>) => readSettings(shape, env);

const serviceAccess = (settings: ReturnType<typeof readEnvironment>): Pick<Settings, 'commerce' | 'auth'> => {
  const { COMMERCE_URL: url, AUTH_URLS: urls } = settings;
  const needs = url === undefined ? urls && 'AUTH_URLS' : 'COMMERCE_URL';
  if (needs === undefined) return { commerce: undefined, auth: undefined };
  const serviceKey = readServiceKey(settings, needs);
  return { commerce: url === undefined ? undefined : { url, serviceKey }, auth: urls && { urls, serviceKey } };
};

const readServiceKey = (settings: ReturnType<typeof readEnvironment>, needs: string): ServicePrivateKey => {
  const { SERVICE_PRIVATE_KEY_FILE: path, LATCHKEY_MODE: mode } = settings;
  const setting = 'SERVICE_PRIVATE_KEY_FILE';
  if (path === undefined) throw new SettingsError([{ name: setting, reason: `is needed with ${needs}` }]);
  const serviceKey = readSecretFile({ setting, path, mode, schema: servicePrivateKeySchema });
  if (serviceKey.service === SERVICE) return serviceKey;
  throw new SettingsError([{ name: setting, reason: `names a file that was not made for ${SERVICE}` }]);
};

const fromSecretFile = <T>(setting: string, path: string, mode: Mode, make: (contents: string) => T): T => {
  const contents = readSecretFile({ setting, path, mode, schema: z.looseObject({}) });
  try {
    return make(JSON.stringify(contents));
  } catch (error) {
    // These messages never quote the file.
    throw new SettingsError([
      { name: setting, reason: `names a file that cannot be used: ${(error as Error).message}` },
    ]);
  }
};
