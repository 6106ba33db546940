import { createTree, type Tree } from '@latchkey/seals';

/**
 * The tree of what the log holds and the tree of the leaf hashes that are kept beside it, as one tree for as long as they are
 * the same. Remembers the roots at the sizes that matter.
 */
export interface TwinTrees {
  /** The next leaf of each; undefined where one of them has ended. */
  append(computed: Uint8Array | undefined, stated: Uint8Array | undefined): void;
  /** Of what the log holds. */
  readonly size: number;
  root(): string;
  /** Hex; undefined for a size that was not reached, or that nobody wanted. */
  computedRoot(size: number): string | undefined;
  /** Likewise, from where the two have parted on. */
  statedRoot(size: number): string | undefined;
  /** The first places whose hashes differ, counted from 1, and how many there are. */
  differing(): { readonly first: readonly number[]; readonly count: number };
}

const REMEMBERED = 20;

export function createTwinTrees(wantedSizes: Iterable<number>): TwinTrees {
  const wanted = new Set(wantedSizes);
  const computedTree = createTree();
  let statedTree: Tree | undefined;
  let statedEnded = false;
  const computedRoots = new Map<number, string>();
  const statedRoots = new Map<number, string>();
  const first: number[] = [];
  let count = 0;

  const add = (tree: Tree, leaf: Uint8Array, roots: Map<number, string>): void => {
    tree.append(leaf);
    if (wanted.has(tree.size)) roots.set(tree.size, hex(tree.root()));
  };
  const parted = (): Tree =>
    (statedTree ??= createTree({ size: computedTree.size, frontier: computedTree.frontier() }));

  if (wanted.has(0)) computedRoots.set(0, hex(computedTree.root()));
  return {
    append(computed, stated) {
      const same = computed !== undefined && stated !== undefined && Buffer.compare(computed, stated) === 0;
      if (computed !== undefined && stated !== undefined && !same) {
        count++;
        if (first.length < REMEMBERED) first.push(computedTree.size + 1);
      }
      if (stated === undefined) statedEnded = true;
      else if (!statedEnded && (!same || statedTree)) add(parted(), stated, statedRoots);
      if (computed !== undefined) add(computedTree, computed, computedRoots);
    },
    get size() {
      return computedTree.size;
    },
    root: () => hex(computedTree.root()),
    computedRoot: (size) => computedRoots.get(size),
    statedRoot: (size) => statedRoots.get(size),
    differing: () => ({ first, count }),
  };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
