import { type Mode, pathSetting, readSecretFile, SettingsError, type SettingsOf } from '@latchkey/platform';
import { type SealingKey, sealingKeySchema } from '@latchkey/seals';
import { z } from 'zod';

const number = (from: number, to: number) =>
  z
    .string()
    .regex(/^[0-9]{1,9}$/)
    .transform(Number)
    .refine((value) => value >= from && value <= to)
    .describe(`a number from ${from} to ${to}`);

/** What every process reads that seals a log. Spread it into the shape given to `readSettings`. */
export const sealingShape = {
  SEALING_KEY_FILE: pathSetting.optional(),
  SEAL_INTERVAL_MS: number(100, 86_400_000).default(60_000),
  SEAL_EVERY_EVENTS: number(1, 1_000_000).default(1_000),
  SEALS_FILE: pathSetting.optional(),
};

export interface SealingSettings {
  /** Undefined: nothing is signed. */
  readonly key: SealingKey | undefined;
  /** At the latest so long after the last seal what is new is sealed. */
  readonly intervalMs: number;
  /** Sooner, when there is as much of it as this. */
  readonly everyLeaves: number;
  /** Where seals are appended to, besides the database. */
  readonly file: string | undefined;
}

/** Throws a `SettingsError` that names what is wrong, or of no use without another. */
export const readSealingSettings = (env: SettingsOf<typeof sealingShape>, mode: Mode): SealingSettings => {
  const { SEALING_KEY_FILE: path, SEALS_FILE: file } = env;
  if (path === undefined && file !== undefined) {
    throw new SettingsError([{ name: 'SEALS_FILE', reason: 'is of no use without SEALING_KEY_FILE' }]);
  }
  return {
    key:
      path === undefined
        ? undefined
        : readSecretFile({ setting: 'SEALING_KEY_FILE', path, mode, schema: sealingKeySchema }),
    intervalMs: env.SEAL_INTERVAL_MS,
    everyLeaves: env.SEAL_EVERY_EVENTS,
    file,
  };
};
