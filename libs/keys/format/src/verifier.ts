import { createHmac, type KeyObject } from 'node:crypto';
import { lengthPrefixed } from './length-prefixed';

export interface VerifierInput {
  readonly pepper: KeyObject | Uint8Array;
  /** Lower-case UUIDs. */
  readonly keyId: string;
  readonly accountId: string;
  /** See `scopeHash`. */
  readonly scopeHash: Uint8Array;
  /** See `digestKey`. */
  readonly digest: Uint8Array;
}

/** What is kept of a key, 32 bytes. Bound to key, account and scope: copied to another one it proves nothing. */
export function verifier({ pepper, keyId, accountId, scopeHash, digest }: VerifierInput): Buffer {
  return createHmac('sha256', pepper)
    .update(lengthPrefixed(['latchkey-verifier-1', keyId, accountId, scopeHash, digest]))
    .digest();
}
