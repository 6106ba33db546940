import { createHash } from 'node:crypto';
import type { Scope } from './idempotency.types';
import { lengthPrefixed } from './length-prefixed';

/** 32 bytes. A hash, because the caller chooses the key's text and might choose something secret. */
export const recordId = ({ accountId, caller, method, path, key }: Scope): Buffer =>
  createHash('sha256')
    .update(lengthPrefixed(['latchkey-idempotency-record-1', accountId, caller, method, path, key]))
    .digest();
