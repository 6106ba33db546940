import { randomBytes } from 'node:crypto';
import { BASE62 } from './base62';

/** The largest multiple of 62 in a byte: what is above would make the first eight characters likelier than the rest. */
const unbiasedBelow = 248;

/** Uniform characters from a CSPRNG, by rejection. */
export function randomBase62(length: number, bytes: (size: number) => Uint8Array = randomBytes): string {
  let text = '';
  while (text.length < length) {
    for (const byte of bytes(length - text.length + 8)) {
      if (byte < unbiasedBelow && text.length < length) text += BASE62.charAt(byte % 62);
    }
  }
  return text;
}
