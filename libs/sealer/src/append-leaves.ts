import { createTiler, createTree, HASH_BYTES, leafHash, partialTiles, sameHash, TILE_WIDTH } from '@latchkey/seals';
import type { LogPlace } from './log-place';
import { NotAsSealed } from './not-as-sealed';
import type { Queryable } from './queryable';
import { loadTiles, lockTree, saveTree } from './tree.store';

/**
 * Adds the lines of ordinals `firstOrdinal`, `firstOrdinal + 1`, … to the log's tree, in the client's transaction, and answers
 * how many leaves it has then. Lines that are in the tree already must be the same ones: a log may be read again. Rejects with
 * `NotAsSealed` when one is not, or when there is a hole before them; then nothing may be committed.
 */
export const appendLeaves = async (
  client: Queryable,
  place: LogPlace,
  firstOrdinal: number,
  lines: readonly Uint8Array[],
): Promise<number> => {
  const stored = await lockTree(client, place);
  const next = stored.size + 1;
  if (firstOrdinal > next) throw new NotAsSealed(`the log ${place.log} has no ordinal ${next}, but ${firstOrdinal}`);
  const leaves = lines.map((line) => leafHash(line));
  const known = leaves.slice(0, next - firstOrdinal);
  await requireSame(client, place, firstOrdinal, known);
  const fresh = leaves.slice(known.length);
  if (fresh.length === 0) return stored.size;

  const edge = await loadTiles(client, place, partialTiles(stored.size));
  const tiler = createTiler({ size: stored.size, tiles: edge });
  const tree = createTree(stored);
  for (const leaf of fresh) {
    tiler.append(leaf);
    tree.append(leaf);
  }
  await saveTree(client, place, { size: tree.size, frontier: tree.frontier() }, tiler.take());
  return tree.size;
};

const requireSame = async (
  client: Queryable,
  place: LogPlace,
  firstOrdinal: number,
  leaves: readonly Uint8Array[],
): Promise<void> => {
  if (leaves.length === 0) return;
  const [from, to] = [firstOrdinal - 1, firstOrdinal - 1 + leaves.length];
  const indices = range(Math.floor(from / TILE_WIDTH), Math.ceil(to / TILE_WIDTH));
  const tiles = await loadTiles(
    client,
    place,
    indices.map((index) => ({ level: 0, index })),
  );
  const byIndex = new Map(tiles.map(({ index, hashes }) => [index, hashes]));
  for (const [at, leaf] of leaves.entries()) {
    const begin = ((from + at) % TILE_WIDTH) * HASH_BYTES;
    const stored = byIndex.get(Math.floor((from + at) / TILE_WIDTH))?.subarray(begin, begin + HASH_BYTES);
    if (stored === undefined || !sameHash(stored, leaf)) {
      throw new NotAsSealed(`ordinal ${firstOrdinal + at} of the log ${place.log} is not what it was`);
    }
  }
};

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);
