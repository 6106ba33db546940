import { leafHash } from '../tree-hash';
import { createTiler } from '../tiler';
import { createTree } from '../tree';
import { type ReadTile } from '../tile';

export const someLeaves = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) => leafHash(Buffer.from(`line ${n + 1}`)));

/** Tiles as a table keeps them: each replaced when it changes. */
export function tileStore() {
  const tiles = new Map<string, Uint8Array>();
  const read: ReadTile = async (level, index) => tiles.get(`${level}/${index}`);
  return {
    tiles,
    read,
    put: (changed: readonly { level: number; index: number; hashes: Uint8Array }[]) =>
      changed.forEach(({ level, index, hashes }) => tiles.set(`${level}/${index}`, hashes)),
  };
}

export function tilesOf(leaves: readonly Uint8Array[]): ReadTile {
  const tiler = createTiler();
  const store = tileStore();
  for (const leaf of leaves) tiler.append(leaf);
  store.put(tiler.take());
  return store.read;
}

export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const tree = createTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
