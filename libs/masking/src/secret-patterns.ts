import { BASE64_CHARACTERS, DIGITS, HEX, TEXT, symbolsOf, type Alphabet } from './alphabets';
import { createCodes, type Codes } from './codes';
import type { Injected } from './injected';
import { numberFaces, type NumberFace } from './number-face';

/** Everything that is looked for. */
export interface Wanted {
  readonly faces: readonly NumberFace[];
  readonly patterns: readonly SecretPattern[];
  readonly codes: Codes | null;
}

/** One text in which a secret may come back; an asterisk replaces each of its symbols. */
export interface SecretPattern {
  readonly alphabet: Alphabet;
  readonly symbols: Uint8Array;
}

const NUMBER = /^[0-9]{12,}$/;
const CODE = /^[0-9]{1,6}$/;
const BASE64_TEXT = new RegExp(`^[${BASE64_CHARACTERS}_-]{8,}={0,2}$`);

/** A value that is not what its kind says is looked for as text. */
export function wantedOf(injected: readonly Injected[]): Wanted {
  const given = injected.filter(({ value }) => value !== '');
  const numbers = given.filter(({ kind, value }) => isNumberKind(kind) && NUMBER.test(value));
  const codes = given.filter(({ kind, value }) => kind === 'security_code' && CODE.test(value));
  const texts = given.filter((one) => !numbers.includes(one) && !codes.includes(one));
  return {
    faces: numbers.flatMap(({ value }) => numberFaces(value)),
    patterns: texts.flatMap(textPatterns),
    codes: codes.length > 0 ? createCodes(codes) : null,
  };
}

export const wantsNothing = ({ faces, patterns, codes }: Wanted): boolean =>
  faces.length === 0 && patterns.length === 0 && codes === null;

const isNumberKind = (kind: Injected['kind']): boolean => kind === 'card_number' || kind === 'network_token';

function textPatterns({ kind, value }: Injected): SecretPattern[] {
  if (isNumberKind(kind) && /^[0-9]+$/.test(value)) return [{ alphabet: DIGITS, symbols: symbolsOf(DIGITS, value) }];
  const found = { alphabet: TEXT, symbols: symbolsOf(TEXT, value.replace(/=+$/, '')) };
  if (kind !== 'cryptogram' || !BASE64_TEXT.test(value)) return [found];
  const hex = symbolsOf(HEX, Buffer.from(value, 'base64').toString('hex'));
  return [found, { alphabet: HEX, symbols: hex }];
}
