import type { DecodedEscape, Reading } from './reading';

/** A pattern found, from the symbol `first` of the reading to before `next`. */
export interface Match {
  readonly first: number;
  readonly next: number;
  /** The symbol beside it. */
  readonly before: number | undefined;
  /** How many of its symbols are single bytes at the end of an escape, and where these are. */
  readonly raw: number;
  readonly rawFrom: number;
}

/** Where the bytes of the symbol `k` of a match begin. */
export function matchFrom(reading: Reading, match: Match, k: number): number {
  return k < match.raw ? match.rawFrom + k : (reading.from[match.first + k] ?? 0);
}

export function matchTo(reading: Reading, match: Match, k: number): number {
  return k < match.raw
    ? match.rawFrom + k + 1
    : (reading.from[match.first + k] ?? 0) + (reading.width[match.first + k] ?? 0);
}

/** Every occurrence, overlapping ones too. Time is linear (Knuth, Morris, Pratt), but for escapes times the pattern. */
export function findMatches(reading: Reading, pattern: Uint8Array, visit: (match: Match) => void): void {
  const { symbols, length } = reading;
  const fallback = fallbacks(pattern);
  let matched = 0;
  for (let i = 0; i < length; i++) {
    while (matched > 0 && symbols[i] !== pattern[matched]) matched = fallback[matched - 1] ?? 0;
    if (symbols[i] === pattern[matched]) matched++;
    if (matched === pattern.length) {
      visit(plainMatch(reading, i + 1 - matched, i + 1));
      matched = fallback[matched - 1] ?? 0;
    }
  }
  for (const escape of reading.escapes) findWithinEscape(reading, escape, pattern, visit);
}

/** The length of the longest proper prefix that also ends at each place. */
function fallbacks(pattern: Uint8Array): Uint8Array {
  const fallback = new Uint8Array(pattern.length);
  let matched = 0;
  for (let i = 1; i < pattern.length; i++) {
    while (matched > 0 && pattern[i] !== pattern[matched]) matched = fallback[matched - 1] ?? 0;
    if (pattern[i] === pattern[matched]) matched++;
    fallback[i] = matched;
  }
  return fallback;
}

function plainMatch({ symbols }: Reading, first: number, next: number): Match {
  return { first, next, before: symbols[first - 1], raw: 0, rawFrom: 0 };
}

/** `u0034` without its backslash. */
const LONGEST_TAIL = 5;

/** Occurrences that begin with the last bytes of what looks like an escape, as a number behind a percent sign does. */
function findWithinEscape(
  reading: Reading,
  escape: DecodedEscape,
  pattern: Uint8Array,
  visit: (match: Match) => void,
): void {
  const { bytes, alphabet, symbols } = reading;
  const symbolAt = (byte: number) => alphabet.symbolOf[bytes[byte] ?? 0];
  for (let start = Math.max(escape.from + 1, escape.to - LONGEST_TAIL); start < escape.to; start++) {
    const raw = escape.to - start;
    if (raw > pattern.length) continue;
    let k = 0;
    while (k < raw && symbolAt(start + k) === pattern[k]) k++;
    if (k < raw) continue;
    while (
      k < pattern.length &&
      escape.next + k - raw < reading.length &&
      symbols[escape.next + k - raw] === pattern[k]
    )
      k++;
    if (k < pattern.length) continue;
    const first = escape.next - raw;
    visit({
      first,
      next: first + pattern.length,
      before: symbolAt(start - 1),
      raw,
      rawFrom: start,
    });
  }
}
