import { withoutInvisible } from './without-invisible';

/**
 * Finds what must never be stored in an event, which is kept for ever. It looks at what the eye sees (compatibility
 * forms folded, invisible characters taken out, digits of any script), because the harm is in what can be read.
 */
export function findSensitive(text: string): 'an API key' | 'a card number' | 'a token or digest' | null {
  const visible = withAsciiDigits(withoutInvisible(text.normalize('NFKC')));
  if (shapedLikeKey.test(visible.replace(/[\s\p{Pd}]/gu, ''))) return 'an API key';
  if (hasCardNumber(visible.replace(uuid, ' '))) return 'a card number';
  return (visible.match(longWord) ?? []).some(isRandom) ? 'a token or digest' : null;
}

/** The same of a URL or a part of one, as it is written and as it reads. */
export const findSensitiveInUrl = (url: string): ReturnType<typeof findSensitive> =>
  findSensitive(url) ?? findSensitive(decodePercent(url));

const withAsciiDigits = (text: string): string => text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)));

/** Each script has its ten digits in a row; two such rows may lie side by side. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value % 10;
}

/** One character of the secret is enough: the id alone is public. */
const shapedLikeKey = /lk_(?:live|test)_[0-9a-z]{22}_[0-9a-z]/i;

/** 256 bits take 43 characters in base64url and 64 in hex: longer than a UUID, and than nearly every word that people write. */
const longWord = /[A-Za-z0-9_+=-]{41,}/g;
const isRandom = (word: string): boolean =>
  /^[0-9a-f]{64,}$/i.test(word) || (/[a-z0-9][A-Z]/.test(word) && /[A-Z0-9][a-z]/.test(word) && /[0-9_+-]/.test(word));

/** Random ones show a card number by chance, and people use them as references. */
const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/gi;

/** Digits in groups, separated by spaces, dashes, dots, underscores or slashes only. */
const groupedDigits = /[0-9]+(?:[\s\p{Pd}._/]+[0-9]+)*/gu;
const shortest = 13;
const longest = 19;

function hasCardNumber(text: string): boolean {
  for (const [run] of text.matchAll(groupedDigits)) {
    const groups = run.match(/[0-9]+/g) ?? [];
    if (groups.some(isTooLongAndHasOne) || groups.some((_, from) => startsCardNumber(groups.slice(from)))) return true;
  }
  return false;
}

/** An unbroken run that is longer than any card number: one may begin and end anywhere in it. */
function isTooLongAndHasOne(group: string): boolean {
  if (group.length <= longest) return false;
  const digits = digitsOf(group);
  for (let from = 0; from + shortest <= digits.length; from += 1)
    for (let size = shortest; size <= longest && from + size <= digits.length; size += 1)
      if (passesLuhn(digits.slice(from, from + size))) return true;
  return false;
}

/** Whole groups only, or every second order number and pair of dates would be taken for a card. */
function startsCardNumber(groups: readonly string[]): boolean {
  const digits: number[] = [];
  for (const group of groups) {
    digits.push(...digitsOf(group));
    if (digits.length > longest) return false;
    if (digits.length >= shortest && passesLuhn(digits)) return true;
  }
  return false;
}

/** ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: readonly number[]): boolean {
  const sum = digits.reduceRight((total, digit, at) => {
    const doubled = (digits.length - at) % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

const digitsOf = (text: string): number[] => Array.from(text, Number);

/** What a URL hides from the eye: its encoded ASCII characters. */
const decodePercent = (text: string): string =>
  text.replace(/%[2-7][0-9a-f]/gi, (encoded) => String.fromCharCode(Number.parseInt(encoded.slice(1), 16)));
