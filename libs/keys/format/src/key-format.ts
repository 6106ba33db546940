import { crc32 } from 'node:zlib';
import { fromBase62, isBase62, toBase62 } from './base62';
import { UUID_BASE62_LENGTH } from './uuid-base62';

/** Which installation a key belongs to. */
export type KeyMode = 'live' | 'test';

/** `lk_<live|test>_<id, 22><_><secret, 43><checksum, 6>`: every key has the same length. */
export const SECRET_LENGTH = 43;
export const CHECKSUM_LENGTH = 6;
export const ID_START = 'lk_live_'.length;
export const ID_END = ID_START + UUID_BASE62_LENGTH;
export const CHECKSUM_START = ID_END + 1 + SECRET_LENGTH;
export const KEY_LENGTH = CHECKSUM_START + CHECKSUM_LENGTH;

/** CRC-32 of everything before it, in base62. */
export const checksumOf = (beforeChecksum: string): string => toBase62(crc32(beforeChecksum), CHECKSUM_LENGTH);

export const hasRightChecksum = (key: string): boolean =>
  fromBase62(key, CHECKSUM_START, KEY_LENGTH) === crc32(key.slice(0, CHECKSUM_START));

/** The mode of a text that has the shape of a key, checksum and id unchecked; null for any other text. */
export function shapedLikeKey(text: string): KeyMode | null {
  if (text.length !== KEY_LENGTH || text.charAt(ID_END) !== '_') return null;
  const mode = text.startsWith('lk_live_') ? 'live' : text.startsWith('lk_test_') ? 'test' : null;
  return isBase62(text, ID_START, ID_END) && isBase62(text, ID_END + 1, KEY_LENGTH) ? mode : null;
}
