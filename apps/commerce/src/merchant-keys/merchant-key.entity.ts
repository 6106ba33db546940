import { EntitySchema } from 'typeorm';

/** A merchant's encryption key as it is kept: a box that belongs to `id`. */
export interface MerchantKeyRow {
  readonly id: string;
  readonly accountId: string;
  readonly merchantId: string;
  /** Key-management's name for it, unique within the merchant. */
  readonly kid: string;
  readonly createdAt: Date;
  /** Null while it is only prepared. */
  readonly activatedAt: Date | null;
  readonly wrappedKey: Buffer;
  readonly encryptionKey: Buffer;
}

const primary = (name: string) => ({ name, type: 'uuid', primary: true }) as const;
const time = (name: string) => ({ name, type: 'timestamptz', precision: 3 }) as const;

export const merchantKeyEntity = new EntitySchema<MerchantKeyRow>({
  name: 'MerchantKey',
  tableName: 'merchant_encryption_keys',
  columns: {
    accountId: primary('account_id'),
    merchantId: primary('merchant_id'),
    kid: { type: 'text', primary: true },
    id: { type: 'uuid' },
    createdAt: time('created_at'),
    activatedAt: { ...time('activated_at'), nullable: true },
    wrappedKey: { name: 'wrapped_key', type: 'bytea' },
    encryptionKey: { name: 'encryption_key', type: 'bytea' },
  },
});
