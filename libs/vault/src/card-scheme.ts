export const SCHEMES = [
  'VISA',
  'Mastercard',
  'American Express',
  'Discover',
  'Diners Club',
  'JCB',
  'UnionPay',
  'Unknown',
] as const;

export type Scheme = (typeof SCHEMES)[number];

interface Range {
  readonly scheme: Scheme;
  /** First and last prefix, of the same number of digits. */
  readonly from: string;
  readonly to: string;
  readonly lengths: readonly number[];
}

const SIXTEEN_UP = [16, 17, 18, 19];

/**
 * The schemes' published issuer ranges. No two of them share a prefix: 62 is UnionPay, also where Discover carries it.
 */
const RANGES: readonly Range[] = [
  { scheme: 'VISA', from: '4', to: '4', lengths: [13, 16, 18, 19] },
  { scheme: 'Mastercard', from: '51', to: '55', lengths: [16] },
  { scheme: 'Mastercard', from: '222100', to: '272099', lengths: [16] },
  { scheme: 'American Express', from: '34', to: '34', lengths: [15] },
  { scheme: 'American Express', from: '37', to: '37', lengths: [15] },
  { scheme: 'Discover', from: '6011', to: '6011', lengths: SIXTEEN_UP },
  { scheme: 'Discover', from: '644', to: '649', lengths: SIXTEEN_UP },
  { scheme: 'Discover', from: '65', to: '65', lengths: SIXTEEN_UP },
  { scheme: 'Diners Club', from: '300', to: '305', lengths: [14, ...SIXTEEN_UP] },
  { scheme: 'Diners Club', from: '3095', to: '3095', lengths: [14, ...SIXTEEN_UP] },
  { scheme: 'Diners Club', from: '36', to: '36', lengths: [14, 15, ...SIXTEEN_UP] },
  { scheme: 'Diners Club', from: '38', to: '39', lengths: [14, ...SIXTEEN_UP] },
  { scheme: 'JCB', from: '3528', to: '3589', lengths: SIXTEEN_UP },
  { scheme: 'UnionPay', from: '62', to: '62', lengths: SIXTEEN_UP },
  { scheme: 'UnionPay', from: '81', to: '81', lengths: SIXTEEN_UP },
];

/** The scheme of a card number (digits only) by prefix and length; `Unknown` when no published range has it. */
export function detectScheme(accountNumber: string): Scheme {
  const range = RANGES.find(({ from, to, lengths }) => {
    const prefix = accountNumber.slice(0, from.length);
    return lengths.includes(accountNumber.length) && prefix >= from && prefix <= to;
  });
  return range?.scheme ?? 'Unknown';
}
