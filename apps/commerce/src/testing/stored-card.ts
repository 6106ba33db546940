import { systemClock } from '@latchkey/platform';
import { cardFace, type AccountVault } from '@latchkey/vault';
import type { StoredToken } from '../tokens/token.entity';
import { VISA } from './test-commerce';

export interface StoredCardOptions {
  readonly id: string;
  readonly accountId: string;
  readonly merchantId?: string | null;
  readonly accountNumber?: string;
  readonly cardholderName?: string | null;
  readonly expiresAt?: Date | null;
}

/** A row for a card that can be opened again with `account`. */
export function storedCard(account: AccountVault, options: StoredCardOptions): StoredToken {
  const { id, accountId, merchantId = null, accountNumber = VISA, cardholderName = null, expiresAt = null } = options;
  const { wrappedKey, fields } = account.seal(id, { account_number: accountNumber, cardholder_name: cardholderName });
  const face = cardFace(accountNumber);
  return {
    id,
    accountId,
    merchantId,
    createdAt: systemClock.now(),
    expiryMonth: 12,
    expiryYear: 2040,
    scheme: face.scheme,
    issuerIdentificationNumber: face.issuerIdentificationNumber,
    maskedAccountNumber: face.masked,
    accountNumberLastFour: face.lastFour,
    accountNumberLength: face.length,
    networkTokenStatus: 'not_available',
    businessKey: null,
    expiresAt,
    wrappedKey,
    accountNumber: fields.account_number,
    cardholderName: fields.cardholder_name,
    fingerprint: account.fingerprint(accountNumber),
  };
}
