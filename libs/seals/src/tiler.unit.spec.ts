import fc from 'fast-check';
import { hex, someLeaves, tileStore } from './testing/some-tree';
import { naiveRoot } from './testing/naive-tree';
import { partialTiles } from './tile';
import { createTiler } from './tiler';

const SIZE = 66_000;
const leaves = someLeaves(SIZE);

/** What the tiles of the first `size` leaves are, said in another way: level 1 has the root of every 256 leaves, and so on. */
function expectedTiles(size: number): Record<string, string> {
  const tiles: Record<string, string> = {};
  let hashes = leaves.slice(0, size);
  for (let level = 0; hashes.length > 0; level++) {
    const runs = Array.from({ length: Math.ceil(hashes.length / 256) }, (_, n) => hashes.slice(n * 256, (n + 1) * 256));
    runs.forEach((run, index) => (tiles[`${level}/${index}`] = hex(Buffer.concat(run))));
    hashes = runs.filter(({ length }) => length === 256).map(naiveRoot);
  }
  return tiles;
}

function stored(store: ReturnType<typeof tileStore>): Record<string, string> {
  return Object.fromEntries([...store.tiles].map(([name, hashes]) => [name, hex(hashes)]));
}

test.each([0, 1, 255, 256, 257, 512, 65_536, SIZE])('the tiles of %i leaves', (size) => {
  const [tiler, store] = [createTiler(), tileStore()];
  for (const leaf of leaves.slice(0, size)) tiler.append(leaf);
  store.put(tiler.take());
  expect(stored(store)).toEqual(expectedTiles(size));
});

test('tiles taken and resumed at any sizes are the tiles of one go', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 8 }), async (steps) => {
      const store = tileStore();
      let size = 0;
      for (const step of steps) {
        const tiles = await Promise.all(
          partialTiles(size).map(async ({ level, index }) => {
            return { level, index, hashes: (await store.read(level, index)) ?? new Uint8Array() };
          }),
        );
        const tiler = createTiler({ size, tiles });
        for (const leaf of leaves.slice(size, (size += step))) tiler.append(leaf);
        expect(tiler.size).toBe(size);
        store.put(tiler.take());
      }
      expect(stored(store)).toEqual(expectedTiles(size));
    }),
    { numRuns: 40 },
  );
});

test('only what changed is handed over, and what was handed over stays as it is', () => {
  const tiler = createTiler();
  for (const leaf of leaves.slice(0, 300)) tiler.append(leaf);
  expect(tiler.take().map(({ level, index }) => `${level}/${index}`)).toEqual(['0/0', '0/1', '1/0']);
  expect(tiler.take()).toEqual([]);
  for (const leaf of leaves.slice(300, 301)) tiler.append(leaf);
  const [tile] = tiler.take();
  expect(tile).toMatchObject({ level: 0, index: 1 });
  const before = hex(tile?.hashes ?? new Uint8Array());
  for (const leaf of leaves.slice(301, 400)) tiler.append(leaf);
  expect(hex(tile?.hashes ?? new Uint8Array())).toBe(before);
});

test('stored tiles that hold more than the size are cut to it', () => {
  const ahead = createTiler();
  for (const leaf of leaves.slice(0, 200)) ahead.append(leaf);
  const resumed = createTiler({ size: 100, tiles: ahead.take() });
  for (const leaf of leaves.slice(100, 150)) resumed.append(leaf);
  expect(resumed.take().map(({ hashes }) => hex(hashes))).toEqual([hex(Buffer.concat(leaves.slice(0, 150)))]);
});

test('a tiler does not go on without the tiles of its edge', () => {
  expect(() =>
    createTiler({ size: 257, tiles: [{ level: 0, index: 1, hashes: leaves[256] ?? new Uint8Array() }] }),
  ).toThrow('tile 0 of level 1 has fewer than 1 hashes');
  expect(() => createTiler({ size: 3, tiles: [{ level: 0, index: 0, hashes: new Uint8Array(95) }] })).toThrow(
    RangeError,
  );
});

test('a leaf that is no hash is refused and changes nothing', () => {
  const tiler = createTiler();
  expect(() => tiler.append(new Uint8Array(31))).toThrow(RangeError);
  expect([tiler.size, tiler.take()]).toEqual([0, []]);
});
