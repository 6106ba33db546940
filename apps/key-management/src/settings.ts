import { type IdempotencyKeys, createIdempotencyKeys } from '@latchkey/idempotency';
import { createPeppers, type Peppers } from '@latchkey/keys-format';
import {
  commonSettings,
  type Mode,
  pathSetting,
  postgresUrlSetting,
  readSecretFile,
  readSettings,
  SettingsError,
} from '@latchkey/platform';
import { z } from 'zod';
import { operatorTokensSetting } from './callers/operator-tokens';

const shape = {
  ...commonSettings,
  DATABASE_URL: postgresUrlSetting,
  EVENT_STORE_URL: postgresUrlSetting.optional(),
  OPERATOR_TOKENS: operatorTokensSetting,
  PEPPERS_FILE: pathSetting,
  IDEMPOTENCY_KEY_FILE: pathSetting,
};

export type Settings = ReturnType<typeof readEnvironment> & {
  readonly peppers: Peppers;
  readonly idempotencyKeys: IdempotencyKeys;
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
  };
};

const readEnvironment = (env: Readonly<Record<string, string | undefined>>) => readSettings(shape, env);

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
