import fc from 'fast-check';
import { consistencyProof, inclusionProof } from './proofs';
import { MissingTile } from './range-hash';
import { naivePath, naiveProof, naiveRoot } from './testing/naive-tree';
import { hex, someLeaves, tilesOf, tileStore } from './testing/some-tree';
import { createTiler } from './tiler';
import { nodeHash } from './tree-hash';
import { verifyConsistency, verifyInclusion } from './verify-proofs';

const SIZE = 300;
const leaves = someLeaves(SIZE);
const read = tilesOf(leaves);
const roots = Array.from({ length: SIZE + 1 }, (_, size) => naiveRoot(leaves.slice(0, size)));
const root = (size: number): Uint8Array => roots[size] ?? new Uint8Array();
const leaf = (ordinal: number): Uint8Array => leaves[ordinal - 1] ?? new Uint8Array();

/** Small ones all, of the larger those about the edges of tiles and powers of two, and some besides. */
const sizes = Array.from({ length: SIZE }, (_, n) => n + 1).filter(
  (n) => n <= 66 || [128, 255, 256, 257, 300].includes(n),
);

test('every leaf of every size has the proof of RFC 6962, and it holds', async () => {
  for (const size of sizes) {
    for (let ordinal = 1; ordinal <= size; ordinal++) {
      const proof = await inclusionProof(read, ordinal, size);
      if (!verifyInclusion({ leaf: leaf(ordinal), ordinal, size, root: root(size), proof })) {
        throw new Error(`leaf ${ordinal} of ${size}`);
      }
      if (size <= 66) expect(proof.map(hex)).toEqual(naivePath(ordinal - 1, leaves.slice(0, size)).map(hex));
    }
  }
});

test('every pair of sizes has the proof of RFC 6962, and it holds', async () => {
  for (const to of sizes) {
    for (let from = 0; from <= to; from++) {
      const proof = await consistencyProof(read, from, to);
      const claim = { from: { size: from, root: root(from) }, to: { size: to, root: root(to) }, proof };
      if (!verifyConsistency(claim)) throw new Error(`${from} of ${to}`);
      if (from > 0 && to <= 66) expect(proof.map(hex)).toEqual(naiveProof(from, leaves.slice(0, to)).map(hex));
    }
  }
});

const pairs = fc
  .tuple(fc.integer({ min: 1, max: SIZE }), fc.integer({ min: 1, max: SIZE }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** A proof that is wrong by one bit, one hash too many or too few, or two in the other order. */
const damaged = (proof: readonly Uint8Array[], at: number, how: number): Uint8Array[] => {
  if (proof.length === 0) return [leaf(1)];
  const index = at % proof.length;
  const chosen = proof[index] ?? leaf(1);
  const flipped = Uint8Array.from(chosen);
  flipped[how % 32] = (flipped[how % 32] ?? 0) ^ (1 << (how % 8));
  const other = [
    proof.with(index, flipped),
    proof.toSpliced(index, 1),
    proof.toSpliced(index, 0, chosen),
    [...proof, leaf(1)],
    proof.with(index, chosen.subarray(1)),
    proof.toReversed(),
  ];
  return other[how % other.length] ?? [];
};
const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]) => a.map(hex).join() === b.map(hex).join();
const someOf = fc.nat({ max: 1_000 });

test('no damaged proof of inclusion holds, nor a good one of another leaf, place, size or root', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, someOf, someOf, async ([ordinal, size], at, how) => {
      const proof = await inclusionProof(read, ordinal, size);
      const claim = { leaf: leaf(ordinal), ordinal, size, root: root(size), proof };
      const wrong = damaged(proof, at, how);
      if (!same(wrong, proof)) expect(verifyInclusion({ ...claim, proof: wrong })).toBe(false);
      const other = ((at + ordinal) % SIZE) + 1;
      if (other !== ordinal) {
        expect(verifyInclusion({ ...claim, leaf: leaf(other) })).toBe(false);
        expect(verifyInclusion({ ...claim, ordinal: other })).toBe(false);
      }
      if (other !== size) expect(verifyInclusion({ ...claim, root: root(other) })).toBe(false);
    }),
    { numRuns: 250 },
  );
});

test('no damaged proof of consistency holds, nor a good one of another head', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, someOf, someOf, async ([from, to], at, how) => {
      const proof = await consistencyProof(read, from, to);
      const claim = { from: { size: from, root: root(from) }, to: { size: to, root: root(to) }, proof };
      const wrong = damaged(proof, at, how);
      if (!same(wrong, proof)) expect(verifyConsistency({ ...claim, proof: wrong })).toBe(false);
      const other = ((at + from) % SIZE) + 1;
      if (other !== from) expect(verifyConsistency({ ...claim, from: { size: from, root: root(other) } })).toBe(false);
      if (other !== to) expect(verifyConsistency({ ...claim, to: { size: to, root: root(other) } })).toBe(false);
    }),
    { numRuns: 250 },
  );
});

test('a log that was rewritten anywhere before the older head is not consistent with it, however the proof is made', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, someOf, async ([from, to], at) => {
      const changed = leaves.slice(0, to).with(at % from, leaf(SIZE - 1 === at % from ? 1 : SIZE));
      const proof = await consistencyProof(tilesOf(changed), from, to);
      const claim = { from: { size: from, root: root(from) }, to: { size: to, root: naiveRoot(changed) }, proof };
      expect(verifyConsistency(claim)).toBe(changed[at % from] === leaf((at % from) + 1));
    }),
    { numRuns: 100 },
  );
});

test('nothing is proved by what is no proof at all', () => {
  const head = { size: 0, root: root(0) };
  expect(verifyConsistency({ from: head, to: { size: 0, root: root(1) }, proof: [] })).toBe(false);
  expect(verifyConsistency({ from: { size: 0, root: root(1) }, to: { size: 2, root: root(2) }, proof: [] })).toBe(
    false,
  );
  expect(verifyConsistency({ from: head, to: { size: 2, root: root(2) }, proof: [leaf(1)] })).toBe(false);
  expect(verifyConsistency({ from: { size: 2, root: root(2) }, to: { size: 1, root: root(1) }, proof: [] })).toBe(
    false,
  );
  expect(verifyConsistency({ from: { size: 1.5, root: root(1) }, to: { size: 2, root: root(2) }, proof: [] })).toBe(
    false,
  );
  expect(verifyConsistency({ from: { size: 3, root: root(3) }, to: { size: 4, root: root(4) }, proof: [] })).toBe(
    false,
  );
  const claim = { leaf: leaf(1), ordinal: 1, size: 1, root: root(1), proof: [] };
  expect(verifyInclusion(claim)).toBe(true);
  for (const wrong of [
    { ordinal: 0 },
    { ordinal: 2 },
    { ordinal: NaN },
    { size: 0 },
    { size: Infinity },
    { root: new Uint8Array() },
  ]) {
    expect(verifyInclusion({ ...claim, ...wrong })).toBe(false);
  }
});

test('a node cannot be passed off as a leaf', () => {
  const inner = nodeHash(leaf(1), leaf(2));
  const claim = { leaf: inner, ordinal: 1, size: 4, root: root(4), proof: [nodeHash(leaf(3), leaf(4))] };
  expect(verifyInclusion(claim)).toBe(false);
});

test('proofs reach over three levels of tiles', async () => {
  const many = someLeaves(66_000);
  const [tiler, store] = [createTiler(), tileStore()];
  for (const hash of many) tiler.append(hash);
  store.put(tiler.take());
  const now = naiveRoot(many);
  const then = naiveRoot(many.slice(0, 65_791));
  for (const ordinal of [1, 256, 257, 65_536, 65_537, 66_000]) {
    const proof = await inclusionProof(store.read, ordinal, 66_000);
    expect(
      verifyInclusion({ leaf: many[ordinal - 1] ?? new Uint8Array(), ordinal, size: 66_000, root: now, proof }),
    ).toBe(true);
  }
  const proof = await consistencyProof(store.read, 65_791, 66_000);
  expect(verifyConsistency({ from: { size: 65_791, root: then }, to: { size: 66_000, root: now }, proof })).toBe(true);
});

test('each tile is read once for a proof', async () => {
  const asked: string[] = [];
  await inclusionProof((level, index) => (asked.push(`${level}/${index}`), read(level, index)), 7, SIZE);
  expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
});

test('what the tiles do not hold is not proved', async () => {
  await expect(inclusionProof(async () => undefined, 1, 2)).rejects.toThrow(MissingTile);
  await expect(inclusionProof(tilesOf(leaves.slice(0, 9)), 1, 10)).rejects.toThrow(
    'tile 0 of level 0 is missing or too short',
  );
  for (const [ordinal, size] of [
    [0, 1],
    [2, 1],
    [1, 0],
    [1.5, 2],
  ] as const) {
    await expect(inclusionProof(read, ordinal, size)).rejects.toThrow(RangeError);
  }
  await expect(consistencyProof(read, 2, 1)).rejects.toThrow(RangeError);
  await expect(consistencyProof(read, -1, 1)).rejects.toThrow(RangeError);
});
