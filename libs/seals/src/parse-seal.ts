import { z } from 'zod';
import { SEAL_FORMAT, SEALED_LOGS, type Seal } from './seal';

/** What was parsed is not a seal. The message names the members that are wrong and holds nothing of them. */
export class BadSeal extends Error {
  override readonly name = 'BadSeal';
}

/** A seal from parsed JSON, with every member and no other. Throws `BadSeal`. Its signature is not looked at. */
export function parseSeal(json: unknown): Seal {
  const parsed = SEAL.safeParse(json);
  if (parsed.success) return parsed.data;
  const members = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? 'its members')));
  throw new BadSeal(`not a seal: ${[...members].join(', ')}`);
}

const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const SIZE = z.int().min(0);

const SEAL = z
  .strictObject({
    format: z.literal(SEAL_FORMAT),
    log: z.enum(SEALED_LOGS),
    log_id: z.string().regex(/^[A-Za-z0-9._:-]{1,100}$/),
    size: SIZE,
    root: HASH,
    time: z.iso.datetime({ precision: 3 }),
    key: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    signature: z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/),
    previous_size: SIZE.nullable(),
    // A proof has at most two hashes a level.
    consistency: z.array(HASH).max(128),
  })
  .refine(({ size, previous_size }) => previous_size === null || previous_size <= size, { path: ['previous_size'] })
  // The first of its series follows nothing.
  .refine(({ previous_size, consistency }) => previous_size !== null || consistency.length === 0, {
    path: ['consistency'],
  });
