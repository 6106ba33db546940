import { passesLuhn, type AccountVault, type Scheme } from '@latchkey/vault';

/** The scheme's first digits and zeros: within its range, and none that an issuer is known to use. Then the length. */
const FORMS: Readonly<Record<Scheme, { readonly prefix: string; readonly length: number }>> = {
  VISA: { prefix: '400000', length: 16 },
  Mastercard: { prefix: '510000', length: 16 },
  'American Express': { prefix: '340000', length: 15 },
  Discover: { prefix: '601100', length: 16 },
  'Diners Club': { prefix: '360000', length: 14 },
  JCB: { prefix: '352800', length: 16 },
  UnionPay: { prefix: '620000', length: 16 },
  // 9 is for national use: no scheme has it.
  Unknown: { prefix: '900000', length: 16 },
};

/**
 * The test number that stands in for a card of an account: the scheme's prefix, then digits of an HMAC over the card number
 * with a key of the account, then the Luhn check digit. The same card has the same one; it is never the card's own number.
 */
export function sandboxNetworkToken(account: AccountVault, scheme: Scheme, accountNumber: string): string {
  const { prefix, length } = FORMS[scheme];
  const digits = length - prefix.length - 1;
  for (let attempt = 0; ; attempt += 1) {
    const hmac = account.fingerprint(`sandbox-network-token-1:${attempt}:${accountNumber}`);
    const drawn = hmac.readBigUInt64BE() % 10n ** BigInt(digits);
    const number = withCheckDigit(`${prefix}${drawn.toString().padStart(digits, '0')}`);
    if (number !== accountNumber) return number;
  }
}

function withCheckDigit(digits: string): string {
  const number = Array.from({ length: 10 }, (_, digit) => `${digits}${digit}`).find(passesLuhn);
  if (number === undefined) throw new Error('one of ten digits passes the Luhn check');
  return number;
}
