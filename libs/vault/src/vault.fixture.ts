import { createSecretKey } from 'node:crypto';
import type { AccountKeyStore, StoredAccountKeys } from './account-key-store.port';

/** Bytes that count up from `first`: for vectors and nothing else. */
export function countingBytes(first: number): (count: number) => Buffer {
  let next = first;
  return (count) => Buffer.from(Array.from({ length: count }, () => next++ & 0xff));
}

export function keyOf(byte: number) {
  return createSecretKey(Buffer.alloc(32, byte));
}

export function rootKeyFileText(members: object = {}): string {
  return JSON.stringify({ current: 1, keys: { '1': Buffer.alloc(32, 1).toString('base64') }, ...members });
}

/** An account key store in memory that counts its calls. */
export function memoryAccountKeyStore(kept = new Map<string, StoredAccountKeys>()) {
  const calls = { find: 0, keepFirst: 0 };
  const store: AccountKeyStore = {
    async find(accountId) {
      calls.find += 1;
      return kept.get(accountId) ?? null;
    },
    async keepFirst(accountId, keys) {
      calls.keepFirst += 1;
      const first = kept.get(accountId) ?? keys;
      kept.set(accountId, first);
      return first;
    },
  };
  return { store, calls, kept };
}
