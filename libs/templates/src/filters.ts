/** Pure and total: null where the filter does not fit the text. */
export type Filter = (text: string) => string | null;

export const UNWRAP = 'unwrap';

export const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  [UNWRAP, unwrap],
  ['last4', last4],
  ['bin', bin],
  ['yy', yy],
]);

const DIGITS = /^[0-9]+$/;
/** RFC 8259's number, but for the leading zeros. */
const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const LEADING_ZEROS = /^(-?)0+(?=[0-9])/;

/** A number as JSON writes it; digit by digit, so that none is ever rounded. */
function unwrap(text: string): string | null {
  return NUMBER.test(text) ? text.replace(LEADING_ZEROS, '$1') : null;
}

/** The last four of at least four digits. */
function last4(text: string): string | null {
  return DIGITS.test(text) && text.length >= 4 ? text.slice(-4) : null;
}

/** The issuer identification number, by the rule of masking: a shorter number shows none. */
function bin(text: string): string | null {
  if (!DIGITS.test(text) || text.length < 14) return null;
  return text.slice(0, text.length >= 16 ? 8 : 6);
}

/** The last two digits of a year of four. */
function yy(text: string): string | null {
  return DIGITS.test(text) && text.length === 4 ? text.slice(2) : null;
}
