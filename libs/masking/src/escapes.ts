/** One character written as several bytes, or what only looks like it. */
export interface Escape {
  /** Of the character, below 256; WIDE: another character; null: none at all. */
  readonly code: number | null;
  /** Where the escape ends, and where that ends which begins it and is nothing else: `%`, `&`, backslashes. */
  readonly to: number;
  readonly rawTo: number;
}

const WIDE = 256;
const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
export const ESCAPE_BYTES = String.fromCharCode(BACKSLASH, PERCENT, AMPERSAND);

/** `at`: where a `%`, `&` or backslash stands. An escape is at most 255 bytes long. */
export function escapeAt(bytes: Uint8Array, at: number): Escape {
  if (bytes[at] === BACKSLASH) return backslashEscape(bytes, at);
  return bytes[at] === PERCENT ? percentEscape(bytes, at) : htmlEscape(bytes, at);
}

/** `%34` */
function percentEscape(bytes: Uint8Array, at: number): Escape {
  return { code: hexNumber(bytes, at + 1, 2), to: at + 3, rawTo: at + 1 };
}

const MOST_BACKSLASHES = 250;
const LOWER_U = 0x75;
const SIMPLE = new Map(
  [...'bfnrt/"'].map((letter) => [letter.charCodeAt(0), JSON.parse(`"\\${letter}"`).charCodeAt(0)]),
);

/** A backslash, or several as in JSON within JSON, and then `/`, `n` or `u0034`. */
function backslashEscape(bytes: Uint8Array, at: number): Escape {
  let after = at + 1;
  while (bytes[after] === BACKSLASH) after++;
  const letter = bytes[after] ?? 0;
  if (after - at > MOST_BACKSLASHES) return { code: null, to: after, rawTo: after };
  if (letter !== LOWER_U) return { code: SIMPLE.get(letter) ?? null, to: after + 1, rawTo: after };
  return { code: narrow(hexNumber(bytes, after + 1, 4)), to: after + 5, rawTo: after };
}

const HASH = 0x23;
const LOWER_CASE = 0x20;
const LOWER_X = 0x78;
const SEMICOLON = 0x3b;
const NO_BREAK_SPACE = 0xa0;
const NAMED = [
  { name: Buffer.from('&nbsp;'), code: NO_BREAK_SPACE },
  { name: Buffer.from('&shy;'), code: 0xad },
];
/** More than any character needs, leading zeros included. */
const LONGEST_REFERENCE = 12;

/** `&#52;`, `&#x34;`, `&nbsp;`, `&shy;` */
function htmlEscape(bytes: Uint8Array, at: number): Escape {
  const none = { code: null, to: at + 1, rawTo: at + 1 };
  if (bytes[at + 1] !== HASH) {
    const named = NAMED.find(({ name }) => name.every((byte, i) => bytes[at + i] === byte));
    return named ? { code: named.code, to: at + named.name.length, rawTo: at + 1 } : none;
  }
  const isHex = ((bytes[at + 2] ?? 0) | LOWER_CASE) === LOWER_X;
  const base = isHex ? 16 : 10;
  let character = 0;
  let i = at + (isHex ? 3 : 2);
  for (; i < at + LONGEST_REFERENCE && bytes[i] !== SEMICOLON; i++) {
    const digit = HEX_DIGITS[bytes[i] ?? 0] ?? NO_DIGIT;
    if (digit >= base) return none;
    character = character * base + digit;
  }
  return bytes[i] === SEMICOLON ? { code: narrow(character), to: i + 1, rawTo: at + 1 } : none;
}

/** Typographic spaces and dashes as plain ones. */
function narrow(character: number | null): number | null {
  if (character === null || character <= 0xff) return character;
  if ((character >= 0x2000 && character <= 0x200d) || character === 0x202f) return NO_BREAK_SPACE;
  return character >= 0x2010 && character <= 0x2015 ? 0x2d : WIDE;
}

const NO_DIGIT = 255;
const HEX_DIGITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return /[0-9a-f]/i.test(character) ? Number.parseInt(character, 16) : NO_DIGIT;
});

function hexNumber(bytes: Uint8Array, from: number, digits: number): number | null {
  let value = 0;
  for (let i = from; i < from + digits; i++) {
    const digit = HEX_DIGITS[bytes[i] ?? 0] ?? NO_DIGIT;
    if (digit === NO_DIGIT) return null;
    value = value * 16 + digit;
  }
  return value;
}
