import { KEEP, hide, type Overlay } from './overlay';
import { PIECE, type Work } from './work';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const LOWER_U = 0x75;
const NUMBER_BYTES = new Set(Buffer.from('0123456789+-.eE'));
/** What stands directly beside a value; anything else is no JSON, and stays as it is. */
const BESIDE_VALUE = new Set([...Buffer.from(' \t\r\n,:[]{}'), undefined]);

/**
 * Keeps a JSON text one when it is masked. Returns where quotation marks belong, ascending, so that numbers outside of strings
 * stay values; hides the whole of an escape of which a part is hidden.
 */
export function* keepJson(json: Uint8Array, overlay: Overlay): Work<number[]> {
  const quotes: number[] = [];
  let i = 0;
  let pieceTo = PIECE;
  while (i < json.length) {
    if (i >= pieceTo) {
      yield;
      pieceTo = i + PIECE;
    }
    const byte = json[i] ?? 0;
    if (byte === QUOTE) {
      i = yield* keepString(json, i, overlay);
    } else if (byte === MINUS || isDigit(byte)) {
      const from = i;
      while (NUMBER_BYTES.has(json[i] ?? 0)) i++;
      const isValue = BESIDE_VALUE.has(json[from - 1]) && BESIDE_VALUE.has(json[i]);
      if (isValue && isTouched(overlay, from, i)) quotes.push(from, i);
    } else {
      i++;
    }
  }
  return quotes;
}

/** Returns where the string ends that begins at `opening`. */
function* keepString(json: Uint8Array, opening: number, overlay: Overlay): Work<number> {
  let i = opening + 1;
  let pieceTo = i + PIECE;
  while (i < json.length && json[i] !== QUOTE) {
    if (i >= pieceTo) {
      yield;
      pieceTo = i + PIECE;
    }
    const length = json[i] === BACKSLASH ? (json[i + 1] === LOWER_U ? 6 : 2) : 1;
    const to = Math.min(i + length, json.length);
    if (length > 1 && overlay.over[i] === KEEP && isTouched(overlay, i, to)) hide(overlay, i, to);
    i = to;
  }
  return i + 1;
}

function isTouched({ over }: Overlay, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (over[i] !== KEEP) return true;
  return false;
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
