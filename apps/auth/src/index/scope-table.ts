import type { Scope } from '@latchkey/keys-domain';
import { scopeHash } from '@latchkey/keys-format';

export interface ScopeEntry {
  /** Null: the whole account. */
  readonly scope: Scope | null;
  readonly hash: Buffer;
}

export interface ScopeTable {
  readonly size: number;
  /** The number of the scope; the same for equal scopes, which many keys share. */
  intern(scope: Scope | null): number;
  get(number: number): ScopeEntry;
}

export function createScopeTable(): ScopeTable {
  const entries: ScopeEntry[] = [];
  const numbers = new Map<string, number>();
  return {
    get size() {
      return entries.length;
    },
    intern(scope) {
      const hash = scopeHash(scope);
      const key = hash.toString('latin1');
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, entries.length);
      return entries.push({ scope, hash }) - 1;
    },
    get(number) {
      const entry = entries[number];
      if (entry === undefined) throw new RangeError('no such scope');
      return entry;
    },
  };
}
