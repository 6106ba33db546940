import { cardFace } from '@latchkey/vault';
import { BASE64_CHARACTERS, DIGITS, HEX, TEXT, symbolsOf, type Alphabet } from './alphabets';
import type { Injected } from './injected';

/** One form in which a secret may come back. */
export interface SecretPattern {
  readonly alphabet: Alphabet;
  readonly symbols: Uint8Array;
  /** Which of its symbols an asterisk replaces; 'whole': three asterisks replace all of them and what is between. */
  readonly hides: readonly number[] | 'whole';
  /** Found only with no digit or letter directly beside it. */
  readonly alone: boolean;
}

const SHORTEST_CARD_NUMBER = 12;
const BASE64_TEXT = new RegExp(`^[${BASE64_CHARACTERS}_-]{8,}={0,2}$`);
const SPACE = ' ';

/** A value that is not what its kind says is looked for as text. */
export function secretPatterns(injected: readonly Injected[]): SecretPattern[] {
  return injected.filter(({ value }) => value !== '').flatMap(patternsOf);
}

function patternsOf({ kind, value }: Injected): SecretPattern[] {
  if (kind === 'cryptogram' || /[^0-9]/.test(value)) return textPatterns(value);
  return kind === 'security_code' ? codePatterns(value) : [cardPattern(value)];
}

function cardPattern(value: string): SecretPattern {
  const shown = value.length < SHORTEST_CARD_NUMBER ? null : cardFace(value).masked;
  const symbols = symbolsOf(DIGITS, value);
  const hides = all(symbols).filter((k) => shown === null || shown[k] === '*');
  return { alphabet: DIGITS, symbols, hides, alone: false };
}

function codePatterns(value: string): SecretPattern[] {
  const spaced = [...value].join(SPACE);
  const base64 = symbolsOf(TEXT, Buffer.from(value).toString('base64url'));
  return [
    { alphabet: TEXT, symbols: symbolsOf(TEXT, value), hides: 'whole', alone: true },
    { alphabet: TEXT, symbols: symbolsOf(TEXT, spaced), hides: 'whole', alone: true },
    { alphabet: TEXT, symbols: base64, hides: all(base64), alone: true },
  ];
}

function textPatterns(value: string): SecretPattern[] {
  const text = symbolsOf(TEXT, value.replace(/=+$/, ''));
  const found: SecretPattern = { alphabet: TEXT, symbols: text, hides: all(text), alone: false };
  if (!BASE64_TEXT.test(value)) return [found];
  const hex = symbolsOf(HEX, Buffer.from(value, 'base64').toString('hex'));
  return [found, { alphabet: HEX, symbols: hex, hides: all(hex), alone: false }];
}

const all = (symbols: Uint8Array): number[] => [...symbols.keys()];
