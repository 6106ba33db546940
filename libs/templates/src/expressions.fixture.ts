import fc from 'fast-check';
import { type TemplateValues } from './template-values';

/** A placeholder's inside, and what should come of it: worked out here in another way than in the library. */
export interface Wanted {
  readonly inner: string;
  readonly text: string;
  readonly unwrapped: boolean;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '{{ account_number }}',
    '{{',
    '}}',
    '%7B%7B+eci+%7D%7D',
    '"',
    '\\',
    '\\"',
    '\n',
    '&a=b',
    '%41',
    '$&',
    '$1',
    '',
  ),
);
const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });

/** Any values that a card or a bundle could have, and some that it could not. */
export const cardValues = fc.record({
  account_number: digits(14, 19),
  cardholder_name: anyText,
  expiration_year: fc.integer({ min: 1000, max: 9999 }),
  expiration_month: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom('01', '09', '12')),
  security_code: digits(3, 4),
  cryptogram: anyText,
  eci: digits(2, 2),
  amount: fc.nat(),
}) satisfies fc.Arbitrary<TemplateValues>;
export type CardValues = typeof cardValues extends fc.Arbitrary<infer Values> ? Values : never;

/** Each fits every card. */
const WANTED: readonly (readonly [string, (card: CardValues) => string])[] = [
  ['account_number', (card) => card.account_number],
  ['account_number|last4', (card) => card.account_number.slice(card.account_number.length - 4)],
  ['account_number|bin', (card) => card.account_number.substring(0, card.account_number.length > 15 ? 8 : 6)],
  ['account_number|unwrap', (card) => `${BigInt(card.account_number)}`],
  ['account_number|last4|unwrap', (card) => `${BigInt(card.account_number) % 10_000n}`],
  ['cardholder_name', (card) => card.cardholder_name],
  ['expiration_year', (card) => `${card.expiration_year}`],
  ['expiration_year|yy', (card) => `${card.expiration_year % 100}`.padStart(2, '0')],
  ['expiration_year|yy|unwrap', (card) => `${card.expiration_year % 100}`],
  ['expiration_month', (card) => `${card.expiration_month}`],
  ['expiration_month|unwrap', (card) => `${Number(card.expiration_month)}`],
  ['security_code', (card) => card.security_code],
  ['cryptogram', (card) => card.cryptogram],
  ['eci|unwrap', (card) => `${Number(card.eci)}`],
  ['amount|unwrap', (card) => `${card.amount}`],
];

/** `space`: what white space may be written as, inside the braces. */
export function wantedOf(card: CardValues, space: string): fc.Arbitrary<Wanted> {
  const gap = fc.string({ unit: fc.constantFrom(...space), maxLength: 2 });
  return fc.tuple(fc.constantFrom(...WANTED), gap, gap).map(([[expression, text], before, after]) => ({
    inner: `${before}${expression.replaceAll('|', `${after}|${before}`)}${after}`,
    text: text(card),
    unwrapped: expression.endsWith('unwrap'),
  }));
}

export const literal: fc.Arbitrary<string> = fc.oneof(
  anyText,
  fc.string({ unit: fc.constantFrom('{', '}', '%', '7', 'B', '\\', '"', '=', '&', '+', ' '), maxLength: 8 }),
);
