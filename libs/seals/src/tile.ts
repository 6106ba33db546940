import { HASH_BYTES } from './tree-hash';

/** C2SP tlog-tiles: a tile covers eight levels of the tree. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;

/**
 * Up to 256 hashes, one after the other: those of the complete subtrees of `256 ** level` leaves, from the
 * `256 * index`-th on. At level 0 these are the leaves' hashes. A tile that is full never changes.
 */
export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** What is stored of a tile; it may hold more hashes than the tree that is asked about has. */
export type ReadTile = (level: number, index: number) => Promise<Uint8Array | undefined>;

/** The tiles that a tree of this size has not filled: what a tiler needs to go on from there. */
export function partialTiles(
  size: number,
): { readonly level: number; readonly index: number; readonly width: number }[] {
  const tiles = [];
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return tiles;
}

/** The `at`-th hash of a tile's bytes. */
export function hashIn(hashes: Uint8Array, at: number): Uint8Array {
  return hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
}
