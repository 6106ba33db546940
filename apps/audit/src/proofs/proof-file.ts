import type { Seal } from '@latchkey/seals';
import { z } from 'zod';

export const PROOF_FORMAT = 'latchkey-proof-1';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().min(1);

/** That one event is in a log, without the others. */
export const proofFile = z.strictObject({
  format: z.literal(PROOF_FORMAT),
  log_id: z.string().max(100),
  ordinal: size,
  /** The public line of the event, as its leaf hashes it. */
  line: z.string().max(16 * 1024 * 1024),
  /** The head that the proof leads to. */
  size,
  root: hash,
  /** RFC 6962, section 2.1.1. */
  proof: z.array(hash).max(64),
  /** The head as it was signed; null: the head is one that somebody has kept. */
  seal: z.unknown().nullable(),
  public_key_pem: z.string().max(2_000).nullable(),
});

export type ProofFile = Omit<z.output<typeof proofFile>, 'seal'> & { readonly seal: Seal | null };
