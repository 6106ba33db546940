import { FEATURES } from '@latchkey/accounts-domain';
import type { Scope } from '@latchkey/keys-domain';
import { bytesOf, idFrom } from './id-numbers';

const ID_BYTES = 16;

/** A byte of features, then 16 bytes for each merchant; nothing at all for the whole account. */
export function packScope(scope: Scope | null): Buffer {
  if (scope === null) return Buffer.alloc(0);
  const bits = FEATURES.reduce((sum, feature, bit) => (scope.features.includes(feature) ? sum | (1 << bit) : sum), 0);
  return Buffer.concat([Buffer.of(bits), ...scope.merchantIds.map(bytesOf)]);
}

export function unpackScope(bytes: Buffer): Scope | null {
  if (bytes.length === 0) return null;
  const bits = bytes.readUInt8(0);
  const merchantIds: string[] = [];
  for (let at = 1; at < bytes.length; at += ID_BYTES) merchantIds.push(idFrom(bytes, at));
  return { merchantIds, features: FEATURES.filter((_, bit) => (bits & (1 << bit)) !== 0).sort() };
}
