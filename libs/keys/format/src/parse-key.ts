import { digestKey } from './digest-key';
import { hasRightChecksum, ID_START, KEY_LENGTH, type KeyMode, shapedLikeKey } from './key-format';
import { uuidFromBase62 } from './uuid-base62';

/** `keyId` is what the key says of itself; that its secret is right only the verifier can prove. */
export type ParsedKey =
  | { readonly ok: true; readonly mode: KeyMode; readonly keyId: string; readonly digest: Buffer }
  | { readonly ok: false; readonly reason: 'malformed' | 'checksum' };

/** Never throws, whatever the text. Every key has 80 characters, so that a long text costs nothing. */
export function parseKey(text: string): ParsedKey {
  const mode = text.length === KEY_LENGTH ? shapedLikeKey(text) : null;
  if (mode === null) return malformed;
  if (!hasRightChecksum(text)) return wrongChecksum;
  const keyId = uuidFromBase62(text, ID_START);
  return keyId === null ? malformed : { ok: true, mode, keyId, digest: digestKey(text) };
}

const malformed: ParsedKey = { ok: false, reason: 'malformed' };
const wrongChecksum: ParsedKey = { ok: false, reason: 'checksum' };
