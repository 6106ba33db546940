import { largestPowerBelow } from './powers-of-two';
import { createRangeHashes, type RangeHashes } from './range-hash';
import { type ReadTile } from './tile';

/**
 * That the leaf `ordinal` (from 1) is in the tree of the first `size` leaves: RFC 6962, section 2.1.1, from the leaf up.
 * Throws a `RangeError` for a leaf that is not in it, `MissingTile` when a tile is not there.
 */
export async function inclusionProof(read: ReadTile, ordinal: number, size: number): Promise<Uint8Array[]> {
  if (!isSize(size) || !isSize(ordinal) || ordinal < 1 || ordinal > size) {
    throw new RangeError(`there is no leaf ${ordinal} in a tree of ${size}`);
  }
  const proof: Uint8Array[] = [];
  const hashes = createRangeHashes(read);
  const leaf = ordinal - 1;
  const descend = async (from: number, to: number): Promise<void> => {
    if (to - from === 1) return;
    const middle = from + largestPowerBelow(to - from);
    if (leaf < middle) {
      await descend(from, middle);
      proof.push(await hashes.of(middle, to));
    } else {
      await descend(middle, to);
      proof.push(await hashes.of(from, middle));
    }
  };
  await descend(0, size);
  return proof;
}

/**
 * That the first `from` of the first `to` leaves are the ones that they were: RFC 6962, section 2.1.2. Empty for two trees
 * of one size and for a `from` of none.
 */
export async function consistencyProof(read: ReadTile, from: number, to: number): Promise<Uint8Array[]> {
  if (!isSize(from) || !isSize(to) || from > to) throw new RangeError(`a tree of ${to} does not begin with ${from}`);
  if (from === 0 || from === to) return [];
  return subproof(createRangeHashes(read), { from: 0, to }, from, true);
}

/** SUBPROOF of the RFC. `known`: the verifier has the root of what is left of the old tree, which is the old root itself. */
async function subproof(
  hashes: RangeHashes,
  range: { from: number; to: number },
  old: number,
  known: boolean,
): Promise<Uint8Array[]> {
  const { from, to } = range;
  if (old === to) return known ? [] : [await hashes.of(from, to)];
  const middle = from + largestPowerBelow(to - from);
  return old <= middle
    ? [...(await subproof(hashes, { from, to: middle }, old, known)), await hashes.of(middle, to)]
    : [...(await subproof(hashes, { from: middle, to }, old, false)), await hashes.of(from, middle)];
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}
