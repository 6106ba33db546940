import { EntitySchema } from 'typeorm';

/** A network token as it is kept: boxes that belong to its token's id. */
export interface StoredNetworkToken {
  readonly tokenId: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly provider: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
  readonly wrappedKey: Buffer;
  readonly number: Buffer;
  readonly reference: Buffer;
}

const smallint = (name: string) => ({ name, type: 'smallint' }) as const;

export const networkTokenEntity = new EntitySchema<StoredNetworkToken>({
  name: 'NetworkToken',
  tableName: 'network_tokens',
  columns: {
    tokenId: { name: 'token_id', type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    createdAt: { name: 'created_at', type: 'timestamptz', precision: 3 },
    provider: { type: 'text' },
    expiryMonth: smallint('expiry_month'),
    expiryYear: smallint('expiry_year'),
    wrappedKey: { name: 'wrapped_key', type: 'bytea' },
    number: { type: 'bytea' },
    reference: { type: 'bytea' },
  },
});
