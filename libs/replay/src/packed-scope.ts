import { FEATURES } from '@latchkey/accounts-domain';
import type { Scope } from '@latchkey/keys-domain';
import { idFrom } from './id-numbers';

const ID_BYTES = 16;

/** A byte of features, then 16 bytes for each merchant, each byte a character; nothing at all for the whole account. */
export function packScope(scope: Scope | null): string {
  if (scope === null) return '';
  const bits = FEATURES.reduce((sum, feature, bit) => (scope.features.includes(feature) ? sum | (1 << bit) : sum), 0);
  const size = 1 + ID_BYTES * scope.merchantIds.length;
  const bytes = size <= scratch.length ? scratch : Buffer.alloc(size);
  bytes[0] = bits;
  scope.merchantIds.forEach((id, at) => bytes.write(id.replaceAll('-', ''), 1 + ID_BYTES * at, 'hex'));
  return bytes.toString('latin1', 0, size);
}

export function unpackScope(packed: string): Scope | null {
  if (packed === '') return null;
  const bytes = Buffer.from(packed, 'latin1');
  const bits = bytes.readUInt8(0);
  const merchantIds: string[] = [];
  for (let at = 1; at < bytes.length; at += ID_BYTES) merchantIds.push(idFrom(bytes, at));
  return { merchantIds, features: FEATURES.filter((_, bit) => (bits & (1 << bit)) !== 0).sort() };
}

/** A million small buffers would lie outside of the heap until it is tidied. */
const scratch = Buffer.alloc(4096);
