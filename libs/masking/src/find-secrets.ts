import { DIGITS, RAW_TEXT, TEXT } from './alphabets';
import type { Codes } from './codes';
import { findCodes } from './find-codes';
import { findMatches, matchFrom, matchTo, type Match } from './find-matches';
import { findNumbers } from './find-numbers';
import { maskBase64 } from './mask-base64';
import { createOverlay, hide, hideCode, type Overlay } from './overlay';
import { read, type Reading } from './reading';
import { wantsNothing, type SecretPattern, type Wanted } from './secret-patterns';
import type { Work } from './work';

/** What of `bytes` has to go: what stands there as it is or escaped, and what does within base64. */
export function* findSecrets(bytes: Uint8Array, wanted: Wanted): Work<Overlay> {
  const overlay = createOverlay(bytes.length);
  if (wantsNothing(wanted)) return overlay;
  yield* findAll(bytes, wanted, overlay, () => true);
  yield* maskBase64(bytes, overlay, function* (decoded) {
    const within = createOverlay(decoded.length);
    yield* findAll(decoded, wanted, within, isWithinText);
    return within;
  });
  return overlay;
}

/** Whether a value as short as a security code, found from `from` to before `to`, is one. */
type Accept = (bytes: Uint8Array, from: number, to: number) => boolean;

function* findAll(bytes: Uint8Array, wanted: Wanted, overlay: Overlay, accept: Accept): Work<void> {
  const { faces, patterns, codes } = wanted;
  if (faces.length > 0) {
    const reading = yield* read(bytes, DIGITS);
    for (const face of faces) yield* findNumbers(reading, face, (from, to) => hide(overlay, from, to));
  }
  yield* findPatterns(bytes, patterns, overlay);
  if (codes !== null) {
    const reading = yield* read(bytes, TEXT);
    yield* hideCodes(reading, codes, overlay, accept);
    if (reading.escapes.length > 0) yield* hideCodes(yield* read(bytes, RAW_TEXT), codes, overlay, accept);
  }
}

function* findPatterns(bytes: Uint8Array, patterns: readonly SecretPattern[], overlay: Overlay): Work<void> {
  for (const alphabet of new Set(patterns.map((pattern) => pattern.alphabet))) {
    const reading = yield* read(bytes, alphabet);
    for (const { symbols } of patterns.filter((one) => one.alphabet === alphabet)) {
      yield* findMatches(reading, symbols, (match) => {
        for (let k = 0; k < symbols.length; k++) {
          hide(overlay, matchFrom(reading, match, k), matchTo(reading, match, k));
        }
        if (alphabet === TEXT) hidePadding(reading, match, overlay);
      });
    }
  }
}

const PADDING = 0x3d;

/** The one or two `=` behind base64 text. */
function hidePadding(reading: Reading, { next }: Pick<Match, 'next'>, overlay: Overlay): void {
  const { symbols, length } = reading;
  for (let i = next; i < Math.min(next + 2, length) && symbols[i] === PADDING; i++) hideSymbol(reading, i, overlay);
}

const hideSymbol = ({ from, width }: Reading, i: number, overlay: Overlay): void =>
  hide(overlay, from[i] ?? 0, (from[i] ?? 0) + (width[i] ?? 0));

function* hideCodes(reading: Reading, codes: Codes, overlay: Overlay, accept: Accept): Work<void> {
  const { bytes, from, width } = reading;
  yield* findCodes(reading, codes.lengths, true, (found) => {
    const { first, next } = found;
    const to = (from[next - 1] ?? 0) + (width[next - 1] ?? 0);
    if (!codes.has(found.group) || !accept(bytes, from[first] ?? 0, to)) return;
    if (found.form === 'digits') return hideCode(overlay, from[first] ?? 0, to);
    for (let i = first; i < next; i++) hideSymbol(reading, i, overlay);
    hidePadding(reading, found, overlay);
  });
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
