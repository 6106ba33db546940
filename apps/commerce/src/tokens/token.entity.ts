import type { Scheme } from '@latchkey/vault';
import { EntitySchema } from 'typeorm';
import type { NetworkTokenStatus } from './network-token-status';

/** What of a token is read to show it: everything but the number's box and fingerprint. */
export interface TokenRow {
  readonly id: string;
  readonly accountId: string;
  readonly merchantId: string | null;
  readonly createdAt: Date;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly scheme: Scheme;
  readonly issuerIdentificationNumber: string | null;
  readonly maskedAccountNumber: string;
  readonly accountNumberLastFour: string;
  readonly accountNumberLength: number;
  readonly networkTokenStatus: NetworkTokenStatus;
  readonly businessKey: string | null;
  readonly expiresAt: Date | null;
  readonly wrappedKey: Buffer;
  readonly cardholderName: Buffer | null;
}

/** What of a token is read to use the card. */
/** What of a token is read to use the card itself. */
export interface SealedCard extends Pick<
  TokenRow,
  'id' | 'accountId' | 'merchantId' | 'expiryMonth' | 'expiryYear' | 'scheme' | 'wrappedKey' | 'cardholderName'
> {
  readonly accountNumber: Buffer;
}

export interface StoredToken extends TokenRow, SealedCard {
  readonly fingerprint: Buffer;
}

const text = (name: string) => ({ name, type: 'text' }) as const;
const time = (name: string) => ({ name, type: 'timestamptz', precision: 3 }) as const;
const smallint = (name: string) => ({ name, type: 'smallint' }) as const;
/** Read only when somebody asks for it by name. */
const sealed = (name: string) => ({ name, type: 'bytea', select: false }) as const;

export const tokenEntity = new EntitySchema<StoredToken>({
  name: 'Token',
  tableName: 'tokens',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    merchantId: { name: 'merchant_id', type: 'uuid', nullable: true },
    createdAt: time('created_at'),
    expiryMonth: smallint('expiry_month'),
    expiryYear: smallint('expiry_year'),
    scheme: text('scheme'),
    issuerIdentificationNumber: { ...text('issuer_identification_number'), nullable: true },
    maskedAccountNumber: text('masked_account_number'),
    accountNumberLastFour: text('account_number_last_four'),
    accountNumberLength: smallint('account_number_length'),
    networkTokenStatus: text('network_token_status'),
    businessKey: { ...text('business_key'), nullable: true },
    expiresAt: { ...time('expires_at'), nullable: true },
    wrappedKey: { name: 'wrapped_key', type: 'bytea' },
    cardholderName: { name: 'cardholder_name', type: 'bytea', nullable: true },
    accountNumber: sealed('account_number'),
    fingerprint: sealed('fingerprint'),
  },
});

/** Of a token called `t`: an expired one is not there, swept away or not. */
export const ALIVE = '(t.expiresAt IS NULL OR t.expiresAt > :now)';
