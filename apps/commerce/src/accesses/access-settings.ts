import { SettingsError, type Mode, type SettingsOf } from '@latchkey/platform';
import { readSealingSettings, sealingShape, type SealingSettings } from '@latchkey/sealer';
import { z } from 'zod';

const number = (what: string, from: number, to: number) =>
  z
    .string()
    .regex(/^[0-9]{1,6}$/)
    .transform(Number)
    .refine((value) => value >= from && value <= to)
    .describe(`a number of ${what} from ${from} to ${to}`);

/** Part of the shape given to `readSettings`. */
export const accessShape = {
  ACCESS_SPOOL_DIR: z.string().min(1).describe('the path of a directory'),
  ACCESS_SPOOL_MAX_MIB: number('mebibytes', 1, 100_000).default(256),
  ACCESS_RECORDS_RETENTION_DAYS: number('days', 90, 36_500).optional(),
  ...sealingShape,
};

export interface AccessSettings {
  readonly spool: { readonly directory: string; readonly maxBytes: number };
  readonly sealing: SealingSettings;
  /** Undefined: they are kept for ever. */
  readonly retentionDays: number | undefined;
}

/** Throws `SettingsError`. */
export function readAccessSettings(env: SettingsOf<typeof accessShape>, mode: Mode): AccessSettings {
  const sealing = readSealingSettings(env, mode);
  const retentionDays = env.ACCESS_RECORDS_RETENTION_DAYS;
  if (retentionDays !== undefined && sealing.key === undefined) throw new SettingsError([RETENTION_WITHOUT_SEALS]);
  return {
    spool: { directory: env.ACCESS_SPOOL_DIR, maxBytes: env.ACCESS_SPOOL_MAX_MIB * 1024 * 1024 },
    sealing,
    retentionDays,
  };
}

const RETENTION_WITHOUT_SEALS = {
  name: 'ACCESS_RECORDS_RETENTION_DAYS',
  reason: 'needs SEALING_KEY_FILE: only what is sealed is ever removed',
};
