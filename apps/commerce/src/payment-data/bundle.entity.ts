import { EntitySchema } from 'typeorm';

/** Why a bundle has no authentication data, for the caller to read. */
export interface FailureDetail {
  readonly code: string;
  readonly message: string;
}

/** A bundle as it is kept. `wrappedKey` and `authenticationData` are null if and only if it did not succeed. */
export interface BundleRow {
  readonly id: string;
  readonly accountId: string;
  readonly tokenId: string;
  readonly merchantId: string;
  readonly createdAt: Date;
  /** In minor units. */
  readonly amount: number;
  readonly currencyCode: string;
  readonly reference: string;
  readonly provider: string;
  readonly success: boolean;
  readonly failureDetails: readonly FailureDetail[] | null;
  /** Compact JWE under the merchant's encryption key. */
  readonly encryptedAuthenticationData: string | null;
  readonly wrappedKey: Buffer | null;
  readonly authenticationData: Buffer | null;
}

const text = (name: string) => ({ name, type: 'text' }) as const;
const uuid = (name: string) => ({ name, type: 'uuid' }) as const;

export const bundleEntity = new EntitySchema<BundleRow>({
  name: 'Bundle',
  tableName: 'payment_data',
  columns: {
    id: { type: 'uuid', primary: true },
    accountId: uuid('account_id'),
    tokenId: uuid('token_id'),
    merchantId: uuid('merchant_id'),
    createdAt: { name: 'created_at', type: 'timestamptz', precision: 3 },
    // PostgreSQL's bigint arrives as text; the column's own check keeps it within what a number holds exactly.
    amount: { type: 'bigint', transformer: { to: (amount: number) => amount, from: Number } },
    currencyCode: text('currency_code'),
    reference: { type: 'text' },
    provider: { type: 'text' },
    success: { type: 'boolean' },
    failureDetails: { name: 'failure_details', type: 'jsonb', nullable: true },
    encryptedAuthenticationData: { ...text('encrypted_authentication_data'), nullable: true },
    wrappedKey: { name: 'wrapped_key', type: 'bytea', nullable: true },
    authenticationData: { name: 'authentication_data', type: 'bytea', nullable: true },
  },
});
