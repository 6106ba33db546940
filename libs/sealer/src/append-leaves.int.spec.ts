import { createTree, inclusionProof, verifyInclusion } from '@latchkey/seals';
import { appendLeaves } from './append-leaves';
import type { LogPlace } from './log-place';
import { NotAsSealed } from './not-as-sealed';
import {
  createSealedDatabase,
  leavesOf,
  linesOf,
  newPlace,
  SCHEMA,
  type SealedDatabase,
} from './testing/sealed-database';
import { until } from './testing/until';
import { createTileReader, lockTree, treeSizes } from './tree.store';

let database: SealedDatabase;
let place: LogPlace;
beforeAll(async () => void (database = await createSealedDatabase()));
beforeEach(() => void (place = newPlace()));
afterAll(() => database.dispose());

const append = (from: number, to: number) =>
  database.inTransaction((client) => appendLeaves(client, place, from, linesOf(from, to)));
const storedRoot = () => database.inTransaction(async (client) => createTree(await lockTree(client, place)).root());
const rootOf = (size: number) => {
  const tree = createTree();
  for (const leaf of leavesOf(1, size)) tree.append(leaf);
  return tree.root();
};

test('a tree that is written in pieces of any size is the tree of all leaves, and proves each of them', async () => {
  const pieces = [1, 1, 254, 1, 255, 256, 257, 700, 1000];
  let size = 0;
  for (const piece of pieces) {
    expect(await append(size + 1, size + piece)).toBe(size + piece);
    size += piece;
    expect(await storedRoot()).toEqual(rootOf(size));
  }
  const read = createTileReader(database.pool, place);
  const [leaves, root] = [leavesOf(1, size), rootOf(size)];
  for (const ordinal of [1, 2, 255, 256, 257, 512, 1500, size]) {
    const proof = await inclusionProof(read, ordinal, size);
    const leaf = leaves[ordinal - 1] ?? new Uint8Array();
    expect(verifyInclusion({ leaf, ordinal, size, root, proof })).toBe(true);
  }
});

test('lines that are there already may come again, with new ones behind them', async () => {
  await append(1, 300);
  expect(await append(1, 300)).toBe(300);
  expect(await append(200, 700)).toBe(700);
  expect(await append(650, 660)).toBe(700);
  expect(await storedRoot()).toEqual(rootOf(700));
});

test('a line that is not what it was is named, and nothing is added', async () => {
  await append(1, 300);
  const changed = linesOf(100, 400);
  changed[57] = linesOf(999, 999)[0] ?? new Uint8Array();
  const writing = database.inTransaction((client) => appendLeaves(client, place, 100, changed));
  await expect(writing).rejects.toThrow(new NotAsSealed('ordinal 157 of the log events is not what it was'));
  expect(await treeSizes(database.pool, place)).toEqual({ size: 300, sealedSize: 0 });
});

test('a hole is named, and nothing is added', async () => {
  await append(1, 10);
  await expect(append(12, 20)).rejects.toThrow(new NotAsSealed('the log events has no ordinal 11, but 12'));
  expect(await treeSizes(database.pool, place)).toEqual({ size: 10, sealedSize: 0 });
});

test('what is rolled back leaves nothing behind', async () => {
  await append(1, 300);
  const cause = new Error('the work is given up');
  const writing = database.inTransaction(async (client) => {
    await appendLeaves(client, place, 301, linesOf(301, 900));
    throw cause;
  });
  await expect(writing).rejects.toBe(cause);
  expect(await append(301, 800)).toBe(800);
  expect(await storedRoot()).toEqual(rootOf(800));
});

test('who adds waits for whoever is adding, and goes on from there', async () => {
  await append(1, 10);
  const [added, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = database.inTransaction(async (client) => {
    await appendLeaves(client, place, 11, linesOf(11, 300));
    added.resolve();
    await goOn.promise;
  });
  const text = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%tree_heads%FOR UPDATE%' AND pid <> pg_backend_pid()`;
  await added.promise;
  const other = append(1, 500);
  await until(async () => ((await database.pool.query(text)).rowCount ?? 0) > 0);
  goOn.resolve();
  await slow;
  expect(await other).toBe(500);
  expect(await storedRoot()).toEqual(rootOf(500));
});

test.each([
  `UPDATE ${SCHEMA}.tree_tiles SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)`,
  `UPDATE ${SCHEMA}.tree_tiles SET hashes = substring(hashes FOR 32)`,
  `UPDATE ${SCHEMA}.tree_tiles SET index = index + 7`,
  `DELETE FROM ${SCHEMA}.tree_tiles`,
  `TRUNCATE ${SCHEMA}.tree_tiles`,
])('not even the owner may: %s', async (statement) => {
  await append(1, 10);
  await expect(database.owner.query(statement)).rejects.toMatchObject({ code: '55000' });
});
