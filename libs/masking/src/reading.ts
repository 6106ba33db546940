import { BREAK, ESCAPE, SKIP, type Alphabet } from './alphabets';
import { escapeAt } from './escapes';
import { PIECE, type Work } from './work';

/** Bytes read as the symbols of an alphabet: escapes decoded, what the alphabet skips left out. */
export interface Reading {
  readonly bytes: Uint8Array;
  readonly alphabet: Alphabet;
  readonly length: number;
  readonly symbols: Uint8Array;
  /** Where the bytes begin that each symbol was read from, and how many they are. */
  readonly from: Uint32Array;
  readonly width: Uint8Array;
  /** Escapes whose own bytes could as well be the beginning of a secret: `%41` before `11 1111 1111 1111`. */
  /** For each, three numbers: where it begins and ends, and the index of the first symbol behind it. */
  readonly escapes: Uint32Array;
}

export const ESCAPE_PARTS = 3;

export function* read(bytes: Uint8Array, alphabet: Alphabet): Work<Reading> {
  const { symbolOf, maxSkips, otherwise } = alphabet;
  const symbols = new Uint8Array(bytes.length);
  const from = new Uint32Array(bytes.length);
  const width = new Uint8Array(bytes.length);
  let escapes = new Uint32Array(ESCAPE_PARTS * 64);
  let escapesLength = 0;
  let length = 0;
  let skipped = 0;
  let pieceTo = PIECE;
  for (let i = 0, end = 1; i < bytes.length; i = end, end = i + 1) {
    if (i >= pieceTo) {
      yield;
      pieceTo = i + PIECE;
    }
    let symbol = symbolOf[bytes[i] ?? 0] ?? BREAK;
    if (symbol === ESCAPE) {
      const escape = escapeAt(bytes, i);
      const decoded = escape.code === null ? BREAK : (symbolOf[escape.code] ?? otherwise);
      symbol = decoded === BREAK || decoded === ESCAPE ? otherwise : decoded;
      // What the alphabet has no use for is read byte by byte: its letters and digits may be of use.
      end = decoded === BREAK || symbol === BREAK ? escape.rawTo : escape.to;
      if (end > escape.rawTo) {
        if (escapesLength === escapes.length) escapes = twiceAsLong(escapes);
        escapes[escapesLength] = i;
        escapes[escapesLength + 1] = end;
        escapes[escapesLength + 2] = symbol === SKIP ? length : length + 1;
        escapesLength += ESCAPE_PARTS;
      }
    }
    if (symbol === SKIP && ++skipped <= maxSkips) continue;
    if (symbol >= SKIP) {
      if (length > 0 && symbols[length - 1] === BREAK) continue;
      symbol = BREAK;
    }
    skipped = 0;
    symbols[length] = symbol;
    from[length] = i;
    width[length] = end - i;
    length++;
  }
  return { bytes, alphabet, length, symbols, from, width, escapes: escapes.subarray(0, escapesLength) };
}

function twiceAsLong(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(array.length * 2);
  longer.set(array);
  return longer;
}
