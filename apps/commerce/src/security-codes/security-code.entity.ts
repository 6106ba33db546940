import { EntitySchema } from 'typeorm';
import { VOLATILE_SCHEMA } from '../database/migrations';

/** A security code as it is kept: a box that belongs to its token's id. */
export interface StoredSecurityCode {
  readonly tokenId: string;
  readonly accountId: string;
  readonly expiresAt: Date;
  readonly wrappedKey: Buffer;
  readonly securityCode: Buffer;
}

export const securityCodeEntity = new EntitySchema<StoredSecurityCode>({
  name: 'SecurityCode',
  schema: VOLATILE_SCHEMA,
  tableName: 'security_codes',
  columns: {
    tokenId: { name: 'token_id', type: 'uuid', primary: true },
    accountId: { name: 'account_id', type: 'uuid' },
    expiresAt: { name: 'expires_at', type: 'timestamptz', precision: 3 },
    wrappedKey: { name: 'wrapped_key', type: 'bytea' },
    securityCode: { name: 'security_code', type: 'bytea' },
  },
});
