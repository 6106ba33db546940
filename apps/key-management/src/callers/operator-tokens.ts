import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export interface OperatorToken {
  /** Becomes the actor of what is done with it. */
  readonly name: string;
  /** SHA-256 of the token, 32 bytes. */
  readonly sha256: Buffer;
}

/** `OPERATOR_TOKENS`: `name=<SHA-256 in hexadecimal>`, several separated by commas. A name may stand twice, to rotate. */
export const operatorTokensSetting = z
  .string()
  .transform((text) => text.split(',').map((entry) => ENTRY.exec(entry.trim())?.groups))
  .refine((entries) => entries.every((entry) => entry !== undefined))
  .transform((entries) =>
    entries.map((entry): OperatorToken => ({
      name: entry?.['name'] ?? '',
      sha256: Buffer.from(entry?.['sha256'] ?? '', 'hex'),
    })),
  )
  .describe('name=<SHA-256 of a token in hexadecimal>, several separated by commas');

const ENTRY = /^(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,63})=(?<sha256>[0-9a-fA-F]{64})$/;

/** The name of the token's owner. Takes equally long for every token, whichever entry matches or none. */
export const findOperator = (tokens: readonly OperatorToken[], token: string): string | undefined => {
  const sha256 = createHash('sha256').update(token).digest();
  let found: string | undefined;
  for (const candidate of tokens) {
    const same = timingSafeEqual(candidate.sha256, sha256);
    found = same ? candidate.name : found;
  }
  return found;
};
