import { heightOf, largestPowerBelow } from './powers-of-two';
import { hashIn, TILE_HEIGHT, TILE_WIDTH, type ReadTile } from './tile';
import { HASH_BYTES, nodeHash } from './tree-hash';

/** A tile that a proof needs is not stored, or holds too few hashes. */
export class MissingTile extends Error {
  override readonly name = 'MissingTile';
  constructor(
    readonly level: number,
    readonly index: number,
  ) {
    super(`tile ${index} of level ${level} is missing or too short`);
  }
}

/** Hashes of a tree's inner nodes, computed from its tiles; each tile is read once. */
export interface RangeHashes {
  /** MTH(D[from:to]) of RFC 6962, `from` counted from 0, as it occurs in a proof. */
  of(from: number, to: number): Promise<Uint8Array>;
}

export function createRangeHashes(read: ReadTile): RangeHashes {
  const tiles = new Map<string, Promise<Uint8Array | undefined>>();
  const tile = (level: number, index: number) => {
    const name = `${level}/${index}`;
    const known = tiles.get(name) ?? read(level, index);
    tiles.set(name, known);
    return known;
  };

  /** The root of the complete subtree of `2 ** height` leaves that begins at leaf `from`. */
  const complete = async (from: number, height: number): Promise<Uint8Array> => {
    const level = Math.floor(height / TILE_HEIGHT);
    const at = from / TILE_WIDTH ** level;
    const index = Math.floor(at / TILE_WIDTH);
    const count = 2 ** (height % TILE_HEIGHT);
    const hashes = await tile(level, index);
    const first = at % TILE_WIDTH;
    if (hashes === undefined || hashes.length < (first + count) * HASH_BYTES) throw new MissingTile(level, index);
    return folded(Array.from({ length: count }, (_, n) => hashIn(hashes, first + n)));
  };

  const of = async (from: number, to: number): Promise<Uint8Array> => {
    const left = largestPowerBelow(to - from + 1);
    if (left === to - from) return complete(from, heightOf(left));
    return nodeHash(await complete(from, heightOf(left)), await of(from + left, to));
  };

  return { of };
}

function folded(hashes: Uint8Array[]): Uint8Array {
  const [first, second] = hashes;
  if (first === undefined || second === undefined) return first ?? new Uint8Array();
  const half = hashes.length / 2;
  return nodeHash(folded(hashes.slice(0, half)), folded(hashes.slice(half)));
}
