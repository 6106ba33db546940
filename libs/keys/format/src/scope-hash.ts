import { hash } from 'node:crypto';
import { lengthPrefixed } from './length-prefixed';

export interface HashedScope {
  readonly merchantIds: readonly string[];
  readonly features: readonly string[];
}

/** SHA-256 of the scope's canonical form, 32 bytes: order and repeats do not matter; null is no scope's hash. */
export function scopeHash(scope: HashedScope | null): Buffer {
  const fields = scope === null ? ['unscoped'] : ['scoped', ...list(scope.merchantIds), ...list(scope.features)];
  return hash('sha256', lengthPrefixed(['latchkey-scope-1', ...fields]), 'buffer');
}

/** The count keeps an entry from moving to the other list. */
function list(texts: readonly string[]): string[] {
  const unique = [...new Set(texts)].sort();
  return [String(unique.length), ...unique];
}
