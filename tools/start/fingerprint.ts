import { createHmac } from 'node:crypto';

/**
 * Tells whether a database was set up with these secrets: the pepper, without which no key is known, and the root key,
 * without which no card can be read. Both are base64 of 32 random bytes, so nothing of them can be guessed from it.
 */
export const fingerprintOf = (secrets: { readonly pepper: string; readonly rootKey: string }): string =>
  createHmac('sha256', Buffer.from(secrets.rootKey, 'base64'))
    .update('latchkey installation 1\0')
    .update(Buffer.from(secrets.pepper, 'base64'))
    .digest('hex');
