import { BASE62, fromBase62, isBase62 } from './base62';

/** 62^22 > 2^128 > 62^21. */
export const UUID_BASE62_LENGTH = 22;

const limbCount = 8;
const limbBase = 0x10000;
const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export const isUuidV4 = (text: string): boolean => uuidV4.test(text);

/** 22 characters. Throws `TypeError` for anything but a lower-case UUIDv4. */
export function uuidToBase62(uuid: string): string {
  if (!isUuidV4(uuid)) throw new TypeError('not a lower-case UUIDv4');
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`);
  let text = '';
  for (; text.length < UUID_BASE62_LENGTH; rest /= 62n) text = BASE62.charAt(Number(rest % 62n)) + text;
  return text;
}

/** Null unless the 22 characters from `from` on stand for a UUIDv4: other versions and more than 128 bits are refused. */
export function uuidFromBase62(text: string, from = 0): string | null {
  if (text.length < from + UUID_BASE62_LENGTH || !isBase62(text, from, from + UUID_BASE62_LENGTH)) return null;
  const limbs = new Uint16Array(limbCount);
  if (!multiplyOut(text, from, limbs)) return null;
  const uuid = format(limbs);
  return uuid.charAt(14) === '4' && '89ab'.includes(uuid.charAt(19)) ? uuid : null;
}

/**
 * 16-bit limbs, most significant first. Plain numbers: 62^4 · 2^16 is far below 2^53, and this is several times faster
 * than BigInt on the path of every request. False when the number does not fit 128 bits.
 */
function multiplyOut(text: string, from: number, limbs: Uint16Array): boolean {
  const end = from + UUID_BASE62_LENGTH;
  for (let at = from; at < end;) {
    const size = at === from ? 2 : 4;
    let carry = fromBase62(text, at, at + size);
    const factor = size === 2 ? 62 ** 2 : 62 ** 4;
    for (let limb = limbCount - 1; limb >= 0; limb -= 1) {
      const value = (limbs[limb] ?? 0) * factor + carry;
      limbs[limb] = value % limbBase;
      carry = Math.floor(value / limbBase);
    }
    if (carry !== 0) return false;
    at += size;
  }
  return true;
}

function format(limbs: Uint16Array): string {
  let uuid = '';
  for (let limb = 0; limb < limbCount; limb += 1) {
    const value = limbs[limb] ?? 0;
    if (limb >= 2 && limb <= 5) uuid += '-';
    uuid += `${hexOfByte[value >>> 8] ?? ''}${hexOfByte[value & 0xff] ?? ''}`;
  }
  return uuid;
}
