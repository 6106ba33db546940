import { ESCAPE_PARTS, type Reading } from './reading';
import { PIECE, type Work } from './work';

/** A pattern found, from the symbol `first` of the reading to before `next`. */
export interface Match {
  readonly first: number;
  readonly next: number;
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
export function* findMatches(reading: Reading, pattern: Uint8Array, visit: (match: Match) => void): Work<void> {
  const { symbols, length } = reading;
  const fallback = fallbacks(pattern);
  let matched = 0;
  for (let i = 0; i < length; i++) {
    if (i % PIECE === 0) yield;
    while (matched > 0 && symbols[i] !== pattern[matched]) matched = fallback[matched - 1] ?? 0;
    if (symbols[i] === pattern[matched]) matched++;
    if (matched === pattern.length) {
      visit({ first: i + 1 - matched, next: i + 1, raw: 0, rawFrom: 0 });
      matched = fallback[matched - 1] ?? 0;
    }
  }
  const { escapes } = reading;
  for (let e = 0; e < escapes.length; e += ESCAPE_PARTS) {
    if (e % PIECE === 0) yield;
    findWithinEscape(reading, e, pattern, visit);
  }
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

/** `u0034` without its backslash. */
const LONGEST_TAIL = 5;

/** `escape`: its index. Occurrences that begin with the last bytes of what looks like an escape, as a number behind a percent sign does. */
function findWithinEscape(reading: Reading, escape: number, pattern: Uint8Array, visit: (match: Match) => void): void {
  const { bytes, alphabet, symbols, escapes } = reading;
  const [from, to, next] = [escapes[escape] ?? 0, escapes[escape + 1] ?? 0, escapes[escape + 2] ?? 0];
  const symbolAt = (byte: number) => alphabet.symbolOf[bytes[byte] ?? 0];
  for (let start = Math.max(from + 1, to - LONGEST_TAIL); start < to; start++) {
    const raw = to - start;
    if (raw > pattern.length) continue;
    let k = 0;
    while (k < raw && symbolAt(start + k) === pattern[k]) k++;
    if (k < raw) continue;
    while (k < pattern.length && next + k - raw < reading.length && symbols[next + k - raw] === pattern[k]) k++;
    if (k < pattern.length) continue;
    const first = next - raw;
    visit({
      first,
      next: first + pattern.length,
      raw,
      rawFrom: start,
    });
  }
}
