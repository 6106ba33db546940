import { newId, type Clock } from '@latchkey/platform';
import type { MerchantKey, Vault } from '@latchkey/vault';
import { createSecretKey, randomBytes } from 'node:crypto';
import { IsNull, Not, type EntityManager } from 'typeorm';
import type { DatabaseGate } from '../database/database-gate';
import { insertUnlessThere } from '../database/insert-unless-there';
import { sweep } from '../database/sweep';
import { merchantKeyEntity, type MerchantKeyRow } from './merchant-key.entity';
import deleteForgotten from './sql/delete-forgotten-merchant-keys.sql';
import lockKeys from './sql/lock-merchant-keys.sql';

export interface MerchantKeyName {
  readonly accountId: string;
  readonly merchantId: string;
  readonly kid: string;
}

/** `key`: 32 bytes as base64url. `in_use`: it was activated, and is never told again. */
export type Prepared = { readonly kind: 'prepared'; readonly key: string } | { readonly kind: 'in_use' };

/** Merchants' encryption keys in PostgreSQL. Rejects with what the gate rejects with. */
export interface MerchantKeys {
  /** Makes a key that nothing is encrypted with yet; the same one again for the same name. */
  prepare(name: MerchantKeyName): Promise<Prepared>;
  /** Makes it the merchant's current key and forgets the one before. Harmless to repeat. False if it is not there. */
  activate(name: MerchantKeyName): Promise<boolean>;
  /** What JWEs for the merchant are made with; null if it never had a key. */
  current(merchant: Omit<MerchantKeyName, 'kid'>): Promise<MerchantKey | null>;
  /** Deletes up to `limit` of those that were prepared over an hour ago and never activated; answers how many. */
  deleteForgotten(limit: number): Promise<number>;
}

export interface MerchantKeysDeps {
  readonly gate: DatabaseGate;
  readonly vault: Vault;
  readonly clock: Clock;
}

const FORGOTTEN_AFTER_MS = 60 * 60_000;
const FIELD = 'encryption_key';

export function createMerchantKeys({ gate, vault, clock }: MerchantKeysDeps): MerchantKeys {
  return {
    async prepare({ accountId, merchantId, kid }) {
      const account = await vault.forAccount(accountId);
      const id = newId();
      const { wrappedKey, fields } = account.seal(id, { [FIELD]: randomBytes(32).toString('base64url') });
      const named = { accountId, merchantId, kid };
      const ours = {
        ...named,
        id,
        createdAt: clock.now(),
        activatedAt: null,
        wrappedKey,
        encryptionKey: fields[FIELD],
      };
      // Repeatable: the first row stays whoever comes later, so a lost connection is an outage like any other.
      const kept = await gate.read(async (manager) => {
        await insertUnlessThere(manager, merchantKeyEntity, ours);
        return manager.getRepository(merchantKeyEntity).findOneBy(named);
      });
      // Not there: activated and superseded in this very moment.
      if (kept === null || kept.activatedAt !== null) return { kind: 'in_use' };
      return { kind: 'prepared', key: account.open(kept.id, kept.wrappedKey, FIELD, kept.encryptionKey) };
    },

    activate: (name) =>
      gate.change((manager) => manager.transaction((transaction) => activate(transaction, name, clock.now()))),

    async current(merchant) {
      const where = { ...merchant, activatedAt: Not(IsNull()) };
      const row = await gate.read((manager) => manager.getRepository(merchantKeyEntity).findOneBy(where));
      return row === null ? null : openKey(row, vault);
    },

    deleteForgotten: (limit) =>
      sweep(gate, deleteForgotten, new Date(clock.now().getTime() - FORGOTTEN_AFTER_MS), limit),
  };
}

async function activate(manager: EntityManager, name: MerchantKeyName, now: Date): Promise<boolean> {
  const { accountId, merchantId, kid } = name;
  const rows = manager.getRepository(merchantKeyEntity);
  await manager.query(lockKeys, [accountId, merchantId]);
  const row = await rows.findOneBy({ accountId, merchantId, kid });
  if (row === null) return false;
  if (row.activatedAt !== null) return true;
  await rows.delete({ accountId, merchantId, activatedAt: Not(IsNull()) });
  await rows.update({ accountId, merchantId, kid }, { activatedAt: now });
  return true;
}

async function openKey(row: MerchantKeyRow, vault: Vault): Promise<MerchantKey> {
  const account = await vault.forAccount(row.accountId);
  const bytes = Buffer.from(account.open(row.id, row.wrappedKey, FIELD, row.encryptionKey), 'base64url');
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return { kid: row.kid, key };
}
