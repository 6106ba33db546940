import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { AccountKeyStore, StoredAccountKeys } from './account-key-store.port';
import { createAccountVault, type AccountVault } from './account-vault';
import type { Binding } from './binding';
import { createBoundedCache } from './bounded-cache';
import type { RootKeyProvider } from './root-key-provider.port';

export interface Vault {
  /** The account's vault; makes and keeps the account's keys on first use. Rejects with the store's or provider's error. */
  forAccount(accountId: string): Promise<AccountVault>;
}

export interface VaultOptions {
  readonly rootKeys: RootKeyProvider;
  readonly accountKeys: AccountKeyStore;
  /** How many accounts' keys are kept in memory; the least recently used go first. */
  readonly maxCachedAccounts?: number;
}

/**
 * Envelope encryption: root key → account key → record key → field key. A thief of the database gets boxes; a thief of
 * the root key alone gets nothing; forgetting a record's wrapped key forgets the record.
 */
export function createVault({ rootKeys, accountKeys, maxCachedAccounts = 10_000 }: VaultOptions): Vault {
  const cache = createBoundedCache(maxCachedAccounts, async (accountId) =>
    unwrapKeys(accountId, (await accountKeys.find(accountId)) ?? (await keepNewKeys(accountId))),
  );
  return { forAccount: (accountId) => cache.get(accountId) };

  async function keepNewKeys(accountId: string): Promise<StoredAccountKeys> {
    const keyId = randomUUID();
    const [wrappedKey, wrappedFingerprintKey] = await Promise.all([
      rootKeys.wrap(newKey(), keyBinding('account-key', accountId, keyId)),
      rootKeys.wrap(newKey(), keyBinding('fingerprint-key', accountId, keyId)),
    ]);
    // Another process may have been first; then its keys count and ours were never used.
    return accountKeys.keepFirst(accountId, { keyId, wrappedKey, wrappedFingerprintKey });
  }

  async function unwrapKeys(accountId: string, stored: StoredAccountKeys): Promise<AccountVault> {
    const [key, fingerprintKey] = await Promise.all([
      rootKeys.unwrap(stored.wrappedKey, keyBinding('account-key', accountId, stored.keyId)),
      rootKeys.unwrap(stored.wrappedFingerprintKey, keyBinding('fingerprint-key', accountId, stored.keyId)),
    ]);
    return createAccountVault(accountId, { id: uuidBytes(stored.keyId), key }, fingerprintKey);
  }
}

export function keyBinding(purpose: 'account-key' | 'fingerprint-key', accountId: string, keyId: string): Binding {
  return { purpose, accountId, recordId: '', field: keyId };
}

export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function newKey() {
  const bytes = randomBytes(32);
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}
