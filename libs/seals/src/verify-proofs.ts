import { isPowerOfTwo } from './powers-of-two';
import { emptyRoot, HASH_BYTES, nodeHash, sameHash } from './tree-hash';

export interface InclusionClaim {
  /** The leaf's hash (`leafHash` of its line). */
  readonly leaf: Uint8Array;
  /** From 1. */
  readonly ordinal: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** RFC 9162, section 2.1.3.2. False for everything that is not a proof; never throws. */
export function verifyInclusion({ leaf, ordinal, size, root, proof }: InclusionClaim): boolean {
  if (!areHashes([leaf, root, ...proof]) || !isSize(size) || !isSize(ordinal) || ordinal < 1 || ordinal > size)
    return false;
  let [node, last, hash] = [ordinal - 1, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

export interface ConsistencyClaim {
  readonly from: TreeHead;
  readonly to: TreeHead;
  readonly proof: readonly Uint8Array[];
}

/** RFC 9162, section 2.1.4.2; a tree without leaves is the beginning of every other. False for all else; never throws. */
export function verifyConsistency({ from, to, proof }: ConsistencyClaim): boolean {
  if (!areHashes([from.root, to.root, ...proof]) || !isSize(from.size) || !isSize(to.size)) return false;
  if ([from, to].some(({ size, root }) => size === 0 && !sameHash(root, emptyRoot()))) return false;
  if (from.size > to.size) return false;
  if (from.size === to.size) return proof.length === 0 && sameHash(from.root, to.root);
  if (from.size === 0) return proof.length === 0;

  const [start, ...rest] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
  if (start === undefined) return false;
  let [node, last] = [from.size - 1, to.size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [old, now] = [start, start];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      [old, now] = [nodeHash(hash, old), nodeHash(hash, now)];
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      now = nodeHash(now, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameHash(old, from.root) && sameHash(now, to.root);
}

const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);
const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const areHashes = (hashes: readonly Uint8Array[]): boolean => hashes.every(({ length }) => length === HASH_BYTES);
