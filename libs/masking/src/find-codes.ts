import { BASE64, TEXT, symbolsOf } from './alphabets';
import type { Reading } from './reading';
import { PIECE, type Work } from './work';

/** A group of digits: with a 1 before it, and which symbols of the reading it was read from. */
export interface Group {
  readonly group: number;
  readonly first: number;
  readonly next: number;
  readonly form: 'digits' | 'base64';
}

/**
 * Groups of digits of one of the `lengths`: together, with a space or dash between any two, or in base64. `alone`: with no
 * digit or letter directly beside them, as it is written or as it is read; if not, a letter may be.
 */
export function* findCodes(
  reading: Reading,
  lengths: readonly number[],
  alone: boolean,
  visit: (group: Group) => void,
): Work<void> {
  const { symbols, length } = reading;
  const show = (first: number, next: number, step: number, form: Group['form']) => {
    if (alone && !standsAlone(reading, first, next)) return;
    const group = form === 'base64' ? decode(symbols, first, next) : digitsOf(symbols, first, next, step);
    if (group !== null) visit({ group, first, next, form });
  };
  for (let i = 0; i < length; i++) {
    if (i % PIECE === 0) yield;
    if (!isWordSymbol(symbols[i])) continue;
    const beginsDigits = isDigit(symbols[i]) && !isDigit(symbols[i - 1]);
    const beginsWord = !isWordSymbol(symbols[i - 1]);
    for (const digits of lengths) {
      if (beginsDigits && !isDigit(symbols[i + digits])) show(i, i + digits, 1, 'digits');
      if (beginsDigits && digits > 1 && symbols[i + 1] === SEPARATOR) show(i, i + 2 * digits - 1, 2, 'digits');
      const word = Math.ceil((digits * 8) / 6);
      if (beginsWord && !isWordSymbol(symbols[i + word])) show(i, i + word, 1, 'base64');
    }
  }
}

const [SEPARATOR = 0] = symbolsOf(TEXT, ' ');
const ZERO = 0x30;

/** Symbols of printable text are its characters. */
const isDigit = (symbol: number | undefined): boolean => symbol !== undefined && symbol >= ZERO && symbol <= 0x39;

const WORD = Uint8Array.from({ length: 256 }, (_, byte) => Number(/[0-9A-Za-z]/.test(String.fromCharCode(byte))));
const isWordSymbol = (symbol: number | undefined): boolean => symbol !== undefined && WORD[symbol] === 1;

function standsAlone({ bytes, symbols, from, width, length }: Reading, first: number, next: number): boolean {
  const to = (from[next - 1] ?? 0) + (width[next - 1] ?? 0);
  const before = isWordSymbol(symbols[first - 1]) && isWordSymbol(bytes[(from[first] ?? 0) - 1]);
  const after = next < length && isWordSymbol(symbols[next]) && isWordSymbol(bytes[to]);
  return !before && !after;
}

/** Every `step`th symbol a digit, and separators between them. */
function digitsOf(symbols: Uint8Array, first: number, next: number, step: number): number | null {
  let group = 1;
  for (let i = first; i < next; i++) {
    const symbol = symbols[i];
    if ((i - first) % step !== 0) {
      if (symbol !== SEPARATOR) return null;
    } else if (symbol === undefined || !isDigit(symbol)) return null;
    else group = group * 10 + symbol - ZERO;
  }
  return group;
}

/** The digits that a word of base64 holds, and nothing else. */
function decode(symbols: Uint8Array, first: number, next: number): number | null {
  let group = 1;
  let bits = 0;
  let held = 0;
  for (let i = first; i < next; i++) {
    const sextet = BASE64.symbolOf[symbols[i] ?? 0] ?? 0;
    if (!isWordSymbol(symbols[i])) return null;
    held = ((held << 6) | sextet) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (held >> bits) & 0xff;
    if (!isDigit(byte)) return null;
    group = group * 10 + byte - ZERO;
  }
  return (held & ((1 << bits) - 1)) === 0 ? group : null;
}
