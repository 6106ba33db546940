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
  /** Where what was last found begins, and where the last whole face ends. */
  let found = -1;
  let faceTo = 0;
  for (let i = 0; i < length; i++) {
    if (i % PIECE === 0) yield;
    if (symbols[i] === BREAK) {
      runFrom = i + 1;
      continue;
    }
    if (runTo <= i) {
      for (runTo = i; runTo < length && symbols[runTo] !== BREAK; runTo++) if (runTo % PIECE === 0) yield;
      found = -1;
    }
    if (beginsAt(symbols, i, runTo, face, found)) {
      const whole = i + face.length <= runTo && endsAt(symbols, i + face.length, face);
      if (whole || face.tellsByFirst) {
        const hiddenFrom = i + face.first.length;
        for (let k = hiddenFrom; k < Math.min(hiddenFrom + face.hidden, runTo); k++) hideSymbol(k);
        found = i;
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
    const digits = digitsOfEnd(reading, face, runFrom, end, runTo);
    for (let k = end - face.last.length - 1; k >= end - digits && k >= end - face.last.length - face.hidden; k--) {
      hideSymbol(k);
    }
  }
  yield* findBehindEscapes(reading, face, hide);
}

/**
 * Whether the first digits stand there. Hidden digits of what was `found` right before count as any: where the first digits
 * repeat themselves, what is hidden would tell whether they go on.
 */
function beginsAt(
  symbols: Uint8Array,
  at: number,
  runTo: number,
  { first, hidden }: NumberFace,
  found: number,
): boolean {
  if (first.length === 0 || at + first.length > runTo) return false;
  const anyFrom = found >= 0 && at < found + first.length ? found + first.length : runTo;
  for (let i = at; i < at + first.length; i++) {
    if (symbols[i] !== first[i - at] && (i < anyFrom || i >= anyFrom + hidden)) return false;
  }
  return true;
}

function endsAt(symbols: Uint8Array, end: number, { last }: NumberFace): boolean {
  for (let k = 0; k < last.length; k++) if (symbols[end - last.length + k] !== last[k]) return false;
  return true;
}

/** How many digits before `end` belong to a number without first digits or to the end of a longer one; 0: none. */
function digitsOfEnd(
  { symbols, from, width }: Reading,
  { first, length }: NumberFace,
  runFrom: number,
  end: number,
  runTo: number,
): number {
  const isApart = (i: number) => (from[i] ?? 0) > (from[i - 1] ?? 0) + (width[i - 1] ?? 0);
  const inRun = end - runFrom;
  if (first.length === 0 && inRun >= length) return length;
  // The first digits by themselves are public, whatever they end with.
  if (inRun === first.length && first.every((digit, k) => symbols[runFrom + k] === digit)) return 0;
  if (end === runTo && inRun < length) return inRun;
  if (end < runTo && !isApart(end)) return 0;
  let together = 1;
  while (together < length && together < inRun && !isApart(end - together)) together++;
  return together >= SHORTEST_END && together < length ? together : 0;
}

/** `u0034` without its backslash. */
const LONGEST_TAIL = 5;

/** Numbers that begin with the last bytes of what looks like an escape, as one behind a percent sign does. */
function* findBehindEscapes(reading: Reading, face: NumberFace, hide: Hide): Work<void> {
  const { bytes, alphabet, symbols, from, width, length, escapes } = reading;
  const sequence = new Uint8Array(face.length);
  for (let e = 0; e < escapes.length; e += ESCAPE_PARTS) {
    if (e % PIECE === 0) yield;
    const [escapeFrom, to, next] = [escapes[e] ?? 0, escapes[e + 1] ?? 0, escapes[e + 2] ?? 0];
    for (let start = Math.max(escapeFrom + 1, to - LONGEST_TAIL); start < to; start++) {
      const raw = to - start;
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
