import { createPool } from '@latchkey/postgres';
import { createTree, leafHash, parseSeal, type Seal } from '@latchkey/seals';
import { sealsAfter } from './seal.store';
import { publisherDouble } from './testing/publisher.double';
import {
  createSealedDatabase,
  linesOf,
  newKey,
  SCHEMA,
  type SealedDatabase,
  startSealing,
} from './testing/sealed-database';
import { until } from './testing/until';

const key = newKey();
const often = { key, intervalMs: 100, everyLeaves: 1_000_000, file: undefined };
const seldom = { ...often, intervalMs: 3_600_000 };

let database: SealedDatabase;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => void (database = await createSealedDatabase()));
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await database.dispose();
});

const start = (more: Parameters<typeof startSealing>[1], pool = database.pool) => {
  const started = startSealing(pool, more);
  stops.push(started.stop);
  return started;
};
const seals = async (): Promise<Seal[]> =>
  (await sealsAfter(database.pool, SCHEMA, 0, 1_000)).map(({ text }) => parseSeal(JSON.parse(text)));
const sealedSize = async () => (await seals()).at(-1)?.size ?? 0;
const rootOf = (size: number): string => {
  const tree = createTree();
  for (const line of linesOf(1, size)) tree.append(leafHash(line));
  return Buffer.from(tree.root()).toString('hex');
};

test('rows are hashed and sealed as they come, and a seal at any time is of the rows up to there', async () => {
  await database.addRows(1, 2_500);
  const { status } = start({ settings: often });
  await until(async () => (await sealedSize()) === 2_500);
  await database.addRows(2_501, 2_503);
  await until(async () => (await sealedSize()) === 2_503);
  for (const { size, root } of await seals()) expect(root).toBe(rootOf(size));
  await until(() => status().logs[0]?.unsealedSince === undefined);
  expect(status()).toMatchObject({ role: 'leader', error: undefined, logs: [{ size: 2_503, sealedSize: 2_503 }] });
});

test('so many leaves are sealed before the interval is over, fewer are not', async () => {
  await database.addRows(1, 1);
  start({ settings: { ...seldom, everyLeaves: 10 } });
  // The first seal of a term does not wait: nobody knows how long ago the one before was.
  await until(async () => (await sealedSize()) === 1);
  await database.addRows(2, 10);
  await until(
    async () => (await database.pool.query(`SELECT FROM ${SCHEMA}.tree_heads WHERE size = 10`)).rowCount === 1,
  );
  await database.addRows(11, 12);
  await until(async () => (await sealedSize()) === 12);
  expect((await seals()).map(({ size }) => size)).toEqual([1, 12]);
});

test('a row that is not there holds the log and is named; once it is there everything goes on', async () => {
  await database.addRows(1, 5);
  await database.addRows(7, 9);
  const { status } = start({ settings: often });
  await until(() => status().error?.message === 'the log accesses has no ordinal 6');
  expect(await seals()).toEqual([]);
  await database.addRows(6, 6);
  await until(async () => (await sealedSize()) === 9);
  expect(status().error).toBeUndefined();
});

test('rows that were sealed may go: what comes after them is sealed on', async () => {
  await database.addRows(1, 300);
  start({ settings: often });
  await until(async () => (await sealedSize()) === 300);
  await database.owner.query(`DELETE FROM ${SCHEMA}.rows WHERE ordinal <= 290`);
  await database.addRows(301, 305);
  await until(async () => (await sealedSize()) === 305);
  expect((await seals()).at(-1)?.root).toBe(rootOf(305));
});

test('a log whose id was renewed goes on with the same leaves, in a series of seals of its own', async () => {
  await database.addRows(1, 300);
  const { stop } = start({ settings: often });
  await until(async () => (await sealedSize()) === 300);
  await stop();
  await database.owner.query(
    `SELECT ${SCHEMA}.renew_row_log_id('accesses'); DELETE FROM ${SCHEMA}.rows WHERE ordinal < 300`,
  );
  await database.addRows(301, 310);
  start({ settings: often });
  await until(async () => (await sealedSize()) === 310);
  const all = await seals();
  const renewed = all.filter(({ log_id }) => log_id !== all[0]?.log_id);
  expect(renewed[0]).toMatchObject({ previous_size: null, root: rootOf(renewed[0]?.size ?? 0) });
  expect(renewed.at(-1)?.root).toBe(rootOf(310));
  await expect(database.pool.query(`SELECT ${SCHEMA}.renew_row_log_id('accesses')`)).rejects.toMatchObject({
    code: '42501',
  });
});

test('without a key everything is hashed and nothing is sealed, which is said once', async () => {
  await database.addRows(1, 5);
  const { lines, status } = start({ settings: { ...often, key: undefined } });
  await until(() => status().logs[0]?.size === 5);
  expect(lines.filter((line) => line.startsWith('SEALING_KEY_FILE is not set'))).toHaveLength(1);
  expect(status().error).toBeUndefined();
  expect(await seals()).toEqual([]);
});

test('what was changed below the last seal is told loudly, and nothing more is signed', async () => {
  await database.addRows(1, 20);
  const { status, lines } = start({ settings: often });
  await until(async () => (await sealedSize()) === 20);
  await database.owner.query(`
    ALTER TABLE ${SCHEMA}.tree_tiles DISABLE TRIGGER USER;
    UPDATE ${SCHEMA}.tree_tiles SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)`);
  await database.addRows(21, 30);
  await until(() => status().error?.name === 'NotAsSealed');
  expect(lines).toContain('NOTHING IS SEALED ANY MORE: what is stored is not what was sealed');
  expect(await sealedSize()).toBe(20);
});

test('of two at once one seals; the other takes over when it stops, and there is one series of seals', async () => {
  const others = createPool({ connectionString: database.url, applicationName: 'other', max: 6 });
  const pair = [start({ settings: often }), start({ settings: often }, others)];
  await database.addRows(1, 100);
  await until(async () => (await sealedSize()) === 100);
  const roles = pair.map(({ status }) => status().role);
  expect([...roles].sort()).toEqual(['leader', 'standby']);
  await pair[roles.indexOf('leader')]?.stop();
  await database.addRows(101, 200);
  await until(async () => (await sealedSize()) === 200);
  expect((await seals()).every(({ previous_size }, at) => (previous_size === null) === (at === 0))).toBe(true);
  await Promise.all(pair.map(({ stop }) => stop()));
  await others.end();
});

test('every seal reaches every place, in order, whatever fails meanwhile; and a place that is away holds no other', async () => {
  const [good, bad] = [publisherDouble('good'), publisherDouble('bad')];
  bad.failWith(new Error('it is away'));
  const { status } = start({ settings: often, publishers: [good.publisher, bad.publisher] });
  for (const size of [1, 2, 3]) {
    await database.addRows(size, size);
    await until(async () => (await sealedSize()) === size);
  }
  await until(() => good.sizes().length === 3);
  expect(status().error?.message).toBe('it is away');
  expect(bad.sizes()).toEqual([]);
  bad.failWith(undefined);
  await until(() => bad.sizes().length >= 3);
  expect(good.sizes()).toEqual([1, 2, 3]);
  expect(bad.sizes()).toEqual([1, 2, 3]);
  await until(() => status().error === undefined);
});

test('what was published before is not published again by the next process', async () => {
  const first = publisherDouble('kafka');
  const { stop } = start({ settings: often, publishers: [first.publisher] });
  await database.addRows(1, 1);
  await until(() => first.sizes().length === 1);
  await until(
    async () => (await database.pool.query(`SELECT FROM ${SCHEMA}.seal_publications WHERE number = 1`)).rowCount === 1,
  );
  await stop();
  const second = publisherDouble('kafka');
  start({ settings: often, publishers: [second.publisher] });
  await database.addRows(2, 2);
  await until(() => second.sizes().length === 1);
  expect(second.sizes()).toEqual([2]);
});
