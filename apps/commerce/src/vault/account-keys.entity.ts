import { EntitySchema } from 'typeorm';

export interface AccountKeysRow {
  readonly accountId: string;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly wrappedFingerprintKey: Buffer;
  readonly createdAt: Date;
}

export const accountKeysEntity = new EntitySchema<AccountKeysRow>({
  name: 'AccountKeys',
  tableName: 'account_keys',
  columns: {
    accountId: { name: 'account_id', type: 'uuid', primary: true },
    keyId: { name: 'key_id', type: 'uuid' },
    wrappedKey: { name: 'wrapped_key', type: 'bytea' },
    wrappedFingerprintKey: { name: 'wrapped_fingerprint_key', type: 'bytea' },
    createdAt: { name: 'created_at', type: 'timestamptz', precision: 3 },
  },
});
