import { TEXT } from './alphabets';
import { maskBase64 } from './mask-base64';
import { findMatches, matchFrom, matchTo, type Match } from './find-matches';
import { createOverlay, hide, type Overlay } from './overlay';
import { read, type Reading } from './reading';
import type { SecretPattern } from './secret-patterns';

/** What of `bytes` has to go: what stands there as it is or escaped, and what does within base64. */
export function findSecrets(bytes: Uint8Array, patterns: readonly SecretPattern[]): Overlay {
  const overlay = createOverlay(bytes.length);
  if (patterns.length === 0) return overlay;
  findAll(bytes, patterns, overlay, () => true);
  maskBase64(bytes, overlay, (decoded) => {
    const within = createOverlay(decoded.length);
    findAll(decoded, patterns, within, isWithinText);
    return within;
  });
  return overlay;
}

/** `accept`: whether a value as short as a security code, found from `from` to before `to`, is one. */
function findAll(
  bytes: Uint8Array,
  patterns: readonly SecretPattern[],
  overlay: Overlay,
  accept: (bytes: Uint8Array, from: number, to: number) => boolean,
): void {
  for (const alphabet of new Set(patterns.map((pattern) => pattern.alphabet))) {
    const reading = read(bytes, alphabet);
    for (const pattern of patterns.filter((one) => one.alphabet === alphabet)) {
      findMatches(reading, pattern.symbols, (match) => {
        const from = matchFrom(reading, match, 0);
        const to = matchTo(reading, match, pattern.symbols.length - 1);
        if (pattern.alone && !(isAlone(reading, match) && accept(bytes, from, to))) return;
        overlay.touched = true;
        if (pattern.hides === 'whole') return hide(overlay, from, to, CODE_STARS);
        for (const k of pattern.hides) hide(overlay, matchFrom(reading, match, k), matchTo(reading, match, k));
        if (alphabet === TEXT) hidePadding(reading, match, overlay);
      });
    }
  }
}

const CODE_STARS = 3;
const PADDING = 0x3d;

/** The one or two `=` behind base64 text. */
function hidePadding({ symbols, from, width, length }: Reading, { next }: Match, overlay: Overlay): void {
  for (let i = next; i < Math.min(next + 2, length) && symbols[i] === PADDING; i++) {
    hide(overlay, from[i] ?? 0, (from[i] ?? 0) + (width[i] ?? 0));
  }
}

function isAlone({ symbols, length }: Reading, { before, next }: Match): boolean {
  return !isDigitOrLetter(before) && !(next < length && isDigitOrLetter(symbols[next]));
}

function isDigitOrLetter(symbol: number | undefined): boolean {
  return symbol !== undefined && /[0-9A-Za-z]/.test(String.fromCharCode(symbol));
}

const NEAR = 4;
const BEYOND_TEXT = 0xff;

/**
 * Three digits turn up by chance in what was never base64, or never text: there has to be text around them, as far as the
 * base64 reaches (its end is the byte FF).
 */
function isWithinText(bytes: Uint8Array, from: number, to: number): boolean {
  for (const [start, step] of [
    [from - 1, -1],
    [to, 1],
  ] as const) {
    for (
      let i = start;
      Math.abs(i - start) < NEAR && i >= 0 && i < bytes.length && bytes[i] !== BEYOND_TEXT;
      i += step
    ) {
      if (!isText(bytes[i] ?? 0)) return false;
    }
  }
  return true;
}

const isText = (byte: number): boolean => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
