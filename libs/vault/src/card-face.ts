import { detectScheme, type Scheme } from './card-scheme';

/** What of a card number may be kept and shown in clear. */
export interface CardFace {
  readonly scheme: Scheme;
  /** First 8 and last 4 digits from 16 digits on, first 6 and last 4 for 14 and 15, last 4 below; the rest `*`. */
  readonly masked: string;
  /** The first digits that `masked` shows, or null where it shows none. */
  readonly issuerIdentificationNumber: string | null;
  readonly lastFour: string;
  readonly length: number;
}

const LAST_SHOWN = 4;

/** `accountNumber`: digits only, as many as a card number has (12 to 19). */
export function cardFace(accountNumber: string): CardFace {
  const length = accountNumber.length;
  const firstShown = length >= 16 ? 8 : length >= 14 ? 6 : 0;
  const first = accountNumber.slice(0, firstShown);
  const lastFour = accountNumber.slice(-LAST_SHOWN);
  return {
    scheme: detectScheme(accountNumber),
    masked: `${first}${'*'.repeat(length - firstShown - LAST_SHOWN)}${lastFour}`,
    issuerIdentificationNumber: first || null,
    lastFour,
    length,
  };
}
