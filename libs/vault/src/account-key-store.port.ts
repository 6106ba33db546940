/** What is kept of an account's keys: `keyId` is a UUID; both keys are wrapped by a root key. */
export interface StoredAccountKeys {
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly wrappedFingerprintKey: Buffer;
}

export interface AccountKeyStore {
  find(accountId: string): Promise<StoredAccountKeys | null>;
  /** Keeps these unless the account has some already; answers with those that are kept. Atomic. */
  keepFirst(accountId: string, keys: StoredAccountKeys): Promise<StoredAccountKeys>;
}
