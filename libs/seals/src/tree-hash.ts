import { hash } from 'node:crypto';

/** The hashes of RFC 6962, section 2.1, over SHA-256: a leaf and a node can never be taken for each other. */
export function leafHash(line: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(line.length + 1);
  input[0] = 0;
  input.set(line, 1);
  return sha256(input);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  NODE.set(left, 1);
  NODE.set(right, 1 + HASH_BYTES);
  return sha256(NODE);
}

/** One call is three times as fast as `createHash` for what is as short as this. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

export const HASH_BYTES = 32;

const NODE = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** The root of a tree without leaves. */
export const emptyRoot = (): Uint8Array => sha256(new Uint8Array());

export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
