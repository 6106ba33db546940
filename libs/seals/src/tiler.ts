import { partialTiles, TILE_WIDTH, type Tile } from './tile';
import { HASH_BYTES } from './tree-hash';
import { createTree } from './tree';

/** Cuts a growing tree into tiles. */
export interface Tiler {
  readonly size: number;
  /** A leaf's hash. */
  append(leaf: Uint8Array): void;
  /** The tiles that changed since the last call, full ones and those at the right edge; each replaces what is stored of it. */
  take(): Tile[];
}

/**
 * Empty, or where another one was: `tiles` are the stored ones of `partialTiles(size)`, which may hold more hashes than
 * that. Throws a `RangeError` when one is missing or too short.
 */
export function createTiler(at: { readonly size: number; readonly tiles: readonly Tile[] } = EMPTY): Tiler {
  const edges: Edge[] = [];
  let changed: Tile[] = [];
  let { size } = at;
  for (const { level, index, width } of partialTiles(size)) {
    const stored = at.tiles.find((tile) => tile.level === level && tile.index === index);
    if (stored === undefined || stored.hashes.length < width * HASH_BYTES) {
      throw new RangeError(`tile ${index} of level ${level} has fewer than ${width} hashes`);
    }
    edges[level] = openEdge(index, width, stored.hashes);
  }

  const add = (level: number, hash: Uint8Array): void => {
    const edge = (edges[level] ??= openEdge(nextIndex(size, level), 0));
    edge.hashes.set(hash, edge.width * HASH_BYTES);
    edge.changed = true;
    if (++edge.width < TILE_WIDTH) return;
    changed.push({ level, index: edge.index, hashes: edge.hashes });
    edges[level] = openEdge(edge.index + 1, 0);
    add(level + 1, rootOf(edge.hashes));
  };

  return {
    get size() {
      return size;
    },
    append(leaf) {
      if (leaf.length !== HASH_BYTES) throw new RangeError(`a leaf's hash has ${HASH_BYTES} bytes`);
      add(0, leaf);
      size++;
    },
    take() {
      const tiles = changed;
      changed = [];
      for (const [level, edge] of edges.entries()) {
        if (!edge?.changed) continue;
        tiles.push({ level, index: edge.index, hashes: edge.hashes.subarray(0, edge.width * HASH_BYTES) });
        edge.changed = false;
      }
      return tiles;
    },
  };
}

/** The tile of one level that is being filled. */
interface Edge {
  readonly index: number;
  readonly hashes: Uint8Array;
  width: number;
  changed: boolean;
}

const EMPTY = { size: 0, tiles: [] };

function openEdge(index: number, width: number, stored?: Uint8Array): Edge {
  const hashes = new Uint8Array(TILE_WIDTH * HASH_BYTES);
  if (stored !== undefined) hashes.set(stored.subarray(0, width * HASH_BYTES));
  return { index, hashes, width, changed: false };
}

/** Of a level whose last tile was full (or that has none yet) in a tree of `size` leaves. */
function nextIndex(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** (level + 1));
}

function rootOf(hashes: Uint8Array): Uint8Array {
  const tree = createTree();
  for (let at = 0; at < hashes.length; at += HASH_BYTES) tree.append(hashes.subarray(at, at + HASH_BYTES));
  return tree.root();
}
