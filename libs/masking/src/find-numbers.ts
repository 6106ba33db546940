import { BREAK } from './alphabets';
import type { NumberFace } from './number-face';
import { ESCAPE_PARTS, type Reading } from './reading';
import { PIECE, type Work } from './work';

/** Calls `hide` with the bytes of every digit that has to go, from `from` to before `to`. */
type Hide = (from: number, to: number) => void;

/** Fewer digits than these that end like the number are no part of it. */
const SHORTEST_END = 8;

/**
 * Finds what shows the face, and what may be a part of it: digits behind its first ones, and digits before its last ones at
 * the end of a shorter run. Which digits these are makes no difference. Takes linear time.
 */
export function* findNumbers(reading: Reading, face: NumberFace, hide: Hide): Work<void> {
  const { symbols, from, width, length } = reading;
  const hideSymbol = (i: number) => hide(from[i] ?? 0, (from[i] ?? 0) + (width[i] ?? 0));
  let runFrom = 0;
  let runTo = 0;
  let chain = NO_CHAIN;
  /** Whether the run begins with the first digits, and where the last whole face ends. */
  let begun = false;
  let faceTo = 0;
  for (let i = 0; i < length; i++) {
    if (i % PIECE === 0) yield;
    if (symbols[i] === BREAK) {
      runFrom = i + 1;
      continue;
    }
    if (runTo <= i) {
      for (runTo = i; runTo < length && symbols[runTo] !== BREAK; runTo++) if (runTo % PIECE === 0) yield;
      chain = NO_CHAIN;
      begun = false;
    }
    if (beginsAt(symbols, i, runTo, face, chain)) {
      const whole = i + face.length <= runTo && endsAt(symbols, i + face.length, face);
      const hiddenFrom = i + face.first.length;
      if (whole || face.tellsByFirst) {
        for (let k = hiddenFrom; k < Math.min(hiddenFrom + face.hidden, runTo); k++) hideSymbol(k);
        chain = { anyFrom: i < chain.from ? chain.anyFrom : hiddenFrom, from: hiddenFrom };
        begun ||= i === runFrom;
      }
      if (whole) faceTo = i + face.length;
      // Its last digits are shown, even if its first ones come again within it.
      if (whole && i === runFrom && faceTo === runTo) {
        i = runTo - 1;
        continue;
      }
    }
    const end = i + 1;
    if (end - runFrom < SHORTEST_END || end < faceTo || !endsAt(symbols, end, face)) continue;
    if (begun && end === runTo && end - runFrom < face.length) continue;
    const lastFrom = end - face.last.length;
    const count = hiddenBefore(reading, face, runFrom, end, runTo);
    for (let k = lastFrom - 1; k >= Math.max(runFrom, lastFrom - count); k--) hideSymbol(k);
  }
  yield* findBehindEscapes(reading, face, hide);
}

/** Where the digits are hidden that follow what was found last, and from where on any digit counts as any other. */
interface Chain {
  readonly anyFrom: number;
  readonly from: number;
}

const NO_CHAIN: Chain = { anyFrom: 0, from: -1 };

/**
 * Whether the first digits stand there. Where they overlap those found right before, hidden digits count as any: if the first
 * digits repeat themselves, what is hidden would tell whether they go on in the hidden ones.
 */
function beginsAt(
  symbols: Uint8Array,
  at: number,
  runTo: number,
  { first, hidden }: NumberFace,
  { anyFrom, from }: Chain,
): boolean {
  if (first.length === 0 || at + first.length > runTo) return false;
  for (let i = at; i < at + first.length; i++) {
    if (symbols[i] === first[i - at]) continue;
    if (at >= from || i < anyFrom || i >= from + hidden) return false;
  }
  return true;
}

function endsAt(symbols: Uint8Array, end: number, { last }: NumberFace): boolean {
  for (let k = 0; k < last.length; k++) if (symbols[end - last.length + k] !== last[k]) return false;
  return true;
}

/** How many digits may have been read as an escape, because a percent sign stands before a number. */
const HALF_ESCAPE = 2;

/** How many digits are hidden before the last ones, which stand before `end`. */
function hiddenBefore(
  { from, width }: Reading,
  { first, hidden, last, length }: NumberFace,
  runFrom: number,
  end: number,
  runTo: number,
): number {
  const isApart = (i: number) => (from[i] ?? 0) > (from[i - 1] ?? 0) + (width[i - 1] ?? 0);
  const inRun = end - runFrom;
  // Hidden digits may hold the last ones once more: where more digits stand before them, that must not show.
  if (first.length === 0 && inRun >= length - HALF_ESCAPE) return inRun > length ? 2 * hidden + last.length : hidden;
  const hiddenOf = (digits: number) => Math.min(hidden, digits - last.length);
  if (end === runTo && inRun < length) return hiddenOf(inRun);
  if (end < runTo && !isApart(end)) return 0;
  let together = 1;
  while (together < length && together < inRun && !isApart(end - together)) together++;
  return together >= SHORTEST_END && together < length ? hiddenOf(together) : 0;
}

/** `u0034` without its backslash. */
const LONGEST_TAIL = 5;

/** Numbers that begin with the last bytes of what looks like an escape, as one behind a percent sign does. */
function* findBehindEscapes(reading: Reading, face: NumberFace, hide: Hide): Work<void> {
  const { bytes, alphabet, symbols, from, width, length, escapes } = reading;
  if (face.first.length === 0) return;
  const sequence = new Uint8Array(face.length);
  for (let e = 0; e < escapes.length; e += ESCAPE_PARTS) {
    if (e % PIECE === 0) yield;
    const [escapeFrom, to, next] = [escapes[e] ?? 0, escapes[e + 1] ?? 0, escapes[e + 2] ?? 0];
    for (let start = Math.max(escapeFrom + 1, to - LONGEST_TAIL); start < to; start++) {
      const raw = to - start;
      // The last byte of an escape for a digit is the digit itself, which was looked at.
      if (raw === 1 && next > 0 && from[next - 1] === escapeFrom) continue;
      let size = 0;
      while (size < face.length) {
        const i = next + size - raw;
        const symbol = size < raw ? alphabet.symbolOf[bytes[start + size] ?? 0] : i < length ? symbols[i] : BREAK;
        if (symbol === undefined || symbol > 9) break;
        if (size < face.first.length && symbol !== face.first[size]) break;
        sequence[size++] = symbol;
      }
      const whole = size === face.length && endsAt(sequence, size, face);
      if (!whole && !(face.tellsByFirst && size > face.first.length)) continue;
      for (let k = face.first.length; k < Math.min(size, face.first.length + face.hidden); k++) {
        const i = next + k - raw;
        if (k < raw) hide(start + k, start + k + 1);
        else hide(from[i] ?? 0, (from[i] ?? 0) + (width[i] ?? 0));
      }
    }
  }
}
