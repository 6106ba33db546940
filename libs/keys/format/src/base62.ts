/** Digits, upper case, lower case: the order of ASCII, so that equal-length texts sort as their numbers do. */
export const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const notADigit = -1;
const valueByCode = new Int8Array(128).fill(notADigit);
for (let value = 0; value < 62; value += 1) valueByCode[BASE62.charCodeAt(value)] = value;

/** The value of one character, or -1. */
export const base62Digit = (code: number): number => valueByCode[code] ?? notADigit;

export function isBase62(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (base62Digit(text.charCodeAt(at)) === notADigit) return false;
  return true;
}

/** A whole number below 62^length (and 2^53), padded with zeros on the left. */
export function toBase62(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 62)) text = BASE62.charAt(rest % 62) + text;
  return text;
}

/** The number that at most 8 base62 characters stand for. */
export function fromBase62(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 62 + base62Digit(text.charCodeAt(at));
  return value;
}
