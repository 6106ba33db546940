import { emptyRoot, HASH_BYTES, nodeHash } from './tree-hash';

/** A growing RFC 6962 tree of which only the right edge is kept: as many hashes as `size` has bits set. */
export interface Tree {
  readonly size: number;
  /** A leaf's hash (see `leafHash`); it is kept, so its bytes must not change. */
  append(leaf: Uint8Array): void;
  root(): Uint8Array;
  /** The roots of the complete subtrees that make up the tree, the largest first: what it takes to go on from here. */
  frontier(): readonly Uint8Array[];
}

/** Empty, or where another one was. Throws a `RangeError` for a frontier that no tree of that size has. */
export function createTree(at: { readonly size: number; readonly frontier: readonly Uint8Array[] } = EMPTY): Tree {
  const frontier = [...at.frontier];
  let { size } = at;
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError('a tree has a whole number of leaves');
  if (frontier.length !== bitsSet(size) || frontier.some(({ length }) => length !== HASH_BYTES)) {
    throw new RangeError(`a tree of ${size} leaves has no such frontier`);
  }

  return {
    get size() {
      return size;
    },
    append(leaf) {
      if (leaf.length !== HASH_BYTES) throw new RangeError(`a leaf's hash has ${HASH_BYTES} bytes`);
      let subtree = leaf;
      // As in binary addition: two complete subtrees of one size become one of the next.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
        subtree = nodeHash(popped(frontier), subtree);
      }
      frontier.push(subtree);
      size++;
    },
    root() {
      if (size === 0) return emptyRoot();
      return frontier.reduceRight((right, left) => nodeHash(left, right));
    },
    frontier: () => [...frontier],
  };
}

const EMPTY = { size: 0, frontier: [] };

function popped(frontier: Uint8Array[]): Uint8Array {
  const last = frontier.pop();
  if (last === undefined) throw new Error('the frontier has a hash for every bit of the size');
  return last;
}

function bitsSet(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}
