import { parseBigint } from '@latchkey/postgres';
import { HASH_BYTES, type ReadTile, type Tile } from '@latchkey/seals';
import type { LogPlace } from './log-place';
import { type Queryable, treeStatement } from './queryable';
import beginText from './sql/begin-tree.sql';
import loadTilesText from './sql/load-tiles.sql';
import lockText from './sql/lock-tree.sql';
import saveTilesText from './sql/save-tiles.sql';
import saveText from './sql/save-tree.sql';
import sizeText from './sql/tree-size.sql';

export interface StoredTree {
  readonly size: number;
  readonly frontier: readonly Uint8Array[];
}

const begin = treeStatement('begin_tree', beginText);
const lock = treeStatement('lock_tree', lockText);
const save = treeStatement('save_tree', saveText);
const load = treeStatement('load_tiles', loadTilesText);
const saveAll = treeStatement('save_tiles', saveTilesText);
const sizes = treeStatement('tree_size', sizeText);

/** The tree as it is, to which nobody else adds until the transaction ends. */
export const lockTree = async (client: Queryable, place: LogPlace): Promise<StoredTree> => {
  for (;;) {
    const [row] = await lock<{ size: string; frontier: Buffer }>(client, place);
    if (row !== undefined) return { size: parseBigint(row.size), frontier: hashesIn(row.frontier) };
    await begin(client, place);
  }
};

/** In the transaction that has locked the tree. */
export const saveTree = async (
  client: Queryable,
  place: LogPlace,
  { size, frontier }: StoredTree,
  tiles: readonly Tile[],
): Promise<void> => {
  const levels = tiles.map(({ level }) => level);
  const indices = tiles.map(({ index }) => index);
  await saveAll(
    client,
    place,
    levels,
    indices,
    tiles.map(({ hashes }) => asBuffer(hashes)),
  );
  await save(client, place, size, Buffer.concat(frontier));
};

/** Those of them that there are. */
export const loadTiles = async (
  client: Queryable,
  place: LogPlace,
  wanted: readonly Pick<Tile, 'level' | 'index'>[],
): Promise<Tile[]> => {
  const levels = wanted.map(({ level }) => level);
  const rows = await load<{ level: number; index: string; hashes: Buffer }>(
    client,
    place,
    levels,
    wanted.map(({ index }) => index),
  );
  return rows.map(({ level, index, hashes }) => ({ level, index: parseBigint(index), hashes }));
};

/** For proofs. */
export const createTileReader =
  (client: Queryable, place: LogPlace): ReadTile =>
  async (level, index) =>
    (await loadTiles(client, place, [{ level, index }]))[0]?.hashes;

/** How many leaves there are, and how many of them are under a seal. */
export const treeSizes = async (client: Queryable, place: LogPlace): Promise<{ size: number; sealedSize: number }> => {
  const [row] = await sizes<{ size: string; sealed_size: string | null }>(client, place);
  return { size: parseBigint(row?.size ?? 0), sealedSize: parseBigint(row?.sealed_size ?? 0) };
};

const hashesIn = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length / HASH_BYTES }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));

/** The driver takes an array of other bytes for one of numbers. */
const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
