import type { FieldError } from '@latchkey/platform';

/** A card to be stored. Number and security code stand in clear: this lives in memory, for one request. */
export interface NewToken {
  readonly accountNumber: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly cardholderName: string | null;
  readonly securityCode: string | null;
  readonly merchantId: string | null;
  readonly businessKey: string | null;
  readonly expiresAt: Date | null;
}

/** What is wrong with a card by now: it has expired, or would be gone at once. A card is good until its month ends (UTC). */
export function faultsByNow(card: NewToken, now: Date): FieldError[] {
  const faults: FieldError[] = [];
  const year = now.getUTCFullYear();
  const past = { message: 'is in the past: the card has expired' };
  if (card.expiryYear < year) faults.push({ field: 'expiry_year', ...past });
  else if (card.expiryYear === year && card.expiryMonth < now.getUTCMonth() + 1)
    faults.push({ field: 'expiry_month', ...past });
  if (card.expiresAt !== null && !isInFuture(card.expiresAt, now))
    faults.push({ field: 'expires_at', message: 'must be in the future' });
  return faults;
}

/** Not beyond the year 9999, which ISO 8601 would have to write in another way. */
const isInFuture = (time: Date, now: Date): boolean => time > now && time.getUTCFullYear() <= 9999;
