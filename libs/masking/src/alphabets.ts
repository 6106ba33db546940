import { ESCAPE_BYTES } from './escapes';

/** How bytes are read: as a symbol, as nothing (SKIP), or as something that ends whatever was begun (BREAK). */
export interface Alphabet {
  readonly symbolOf: Uint8Array;
  /** What is read from `%`, `&` and backslashes that begin no escape. */
  readonly otherwise: number;
  /** How many bytes in a row may be skipped between two symbols; more are a BREAK. */
  readonly maxSkips: number;
}

export const BREAK = 255;
export const SKIP = 254;
/** May begin an escape. */
export const ESCAPE = 253;

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGIT_CHARACTERS = '0123456789';
export const BASE64_CHARACTERS = `${UPPER}${UPPER.toLowerCase()}${DIGIT_CHARACTERS}+/`;
/** Spaces, dashes and dots between digits; in forms a plus is a space, and in UTF-16 there is a zero beside each. */
const SEPARATORS = ' \t\r\n+-.\0\u00a0';
/** The bytes of U+00A0, U+00AD, U+2000 to U+200D, U+2010 to U+2015 and U+202F in UTF-8. */
const TYPOGRAPHIC = bytesBetween(0x80, 0x95) + '\u00a0\u00ad\u00af\u00c2\u00e2';

export const DIGITS = alphabet(9, BREAK, [SEPARATORS + TYPOGRAPHIC, SKIP], ...numbered(DIGIT_CHARACTERS));

export const HEX = alphabet(
  1,
  BREAK,
  [' :-', SKIP],
  ...numbered(DIGIT_CHARACTERS + 'abcdef'),
  ...numbered('ABCDEF', 10),
);

/** Both kinds of base64, also folded into lines. */
export const BASE64 = alphabet(4, BREAK, ['\r\n', SKIP], ...numbered(BASE64_CHARACTERS), ['-', 62], ['_', 63]);

/** Printable ASCII as itself, with the two kinds of base64, and a space where there was a plus, made one. */
export const TEXT = alphabet(
  1,
  1,
  ...numbered(bytesBetween(0x21, 0x7e), 0x21),
  [' -\u00a0\u00ad', 0x2b],
  ['_', 0x2f],
  ['\u00c2', SKIP],
);

/** The same with every byte read as itself: what stands within an escape, or right behind what looks like one. */
export const RAW_BASE64 = withoutEscapes(BASE64);
export const RAW_TEXT = withoutEscapes(TEXT);

export const symbolsOf = ({ symbolOf }: Alphabet, text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text, 'latin1'), (byte) => symbolOf[byte] ?? BREAK);

type Row = readonly [characters: string, symbol: number];

/** Later rows win. */
function alphabet(maxSkips: number, otherwise: number, ...rows: readonly Row[]): Alphabet {
  const symbolOf = new Uint8Array(256).fill(otherwise);
  for (const [characters, symbol] of [...rows, [ESCAPE_BYTES, ESCAPE] as const]) {
    for (const byte of Buffer.from(characters, 'latin1')) symbolOf[byte] = symbol;
  }
  return { symbolOf, maxSkips, otherwise };
}

function withoutEscapes(alphabet: Alphabet): Alphabet {
  const { symbolOf, otherwise } = alphabet;
  return { ...alphabet, symbolOf: symbolOf.map((symbol) => (symbol === ESCAPE ? otherwise : symbol)) };
}

function numbered(characters: string, first = 0): Row[] {
  return [...characters].map((character, i) => [character, first + i]);
}

function bytesBetween(first: number, last: number): string {
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
