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
  readonly escapes: readonly number[];
}

export const ESCAPE_PARTS = 3;

export function* read(bytes: Uint8Array, alphabet: Alphabet): Work<Reading> {
  const { symbolOf, maxSkips, otherwise } = alphabet;
  const symbols = new Uint8Array(bytes.length);
  const from = new Uint32Array(bytes.length);
  const width = new Uint8Array(bytes.length);
  const escapes: number[] = [];
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
      const decoded = escape.code === null ? BREAK : (symbolOf[escape.code] ?? BREAK);
      symbol = decoded === BREAK || decoded === ESCAPE ? otherwise : decoded;
      // What the alphabet has no use for is read byte by byte: its letters and digits may be of use.
      end = decoded === BREAK || symbol === BREAK ? escape.rawTo : escape.to;
      if (end > escape.rawTo) escapes.push(i, end, symbol === SKIP ? length : length + 1);
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
  return { bytes, alphabet, length, symbols, from, width, escapes };
}
