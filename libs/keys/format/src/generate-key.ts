import { digestKey } from './digest-key';
import { displayKey } from './display-key';
import { checksumOf, type KeyMode, SECRET_LENGTH } from './key-format';
import { randomBase62 } from './random-base62';
import { uuidToBase62 } from './uuid-base62';

/** `key` is the secret: show it once and forget it. `digest` (32 bytes) is as secret as the key. */
export interface GeneratedKey {
  readonly key: string;
  readonly display: string;
  readonly digest: Buffer;
}

/** `keyId`: lower-case UUIDv4, else `TypeError`. */
export function generateKey({ mode, keyId }: { readonly mode: KeyMode; readonly keyId: string }): GeneratedKey {
  const beforeChecksum = `lk_${mode}_${uuidToBase62(keyId)}_${randomBase62(SECRET_LENGTH)}`;
  const key = beforeChecksum + checksumOf(beforeChecksum);
  return { key, display: displayKey(key), digest: digestKey(key) };
}
