import { parsePublicKeyPem, parseSeal, verifyConsistency, verifySeal } from '@latchkey/seals';
import { appendLeaves } from './append-leaves';
import type { LogPlace } from './log-place';
import { NotAsSealed } from './not-as-sealed';
import { sealHead } from './seal-head';
import { sealsAfter } from './seal.store';
import {
  createSealedDatabase,
  linesOf,
  newKey,
  newPlace,
  SCHEMA,
  type SealedDatabase,
} from './testing/sealed-database';
import { treeSizes } from './tree.store';

const key = newKey();
const NOON = new Date('2026-11-26T12:00:00.000Z');

let database: SealedDatabase;
let place: LogPlace;
beforeAll(async () => void (database = await createSealedDatabase()));
beforeEach(() => void (place = newPlace()));
afterAll(() => database.dispose());

const append = (from: number, to: number) =>
  database.inTransaction((client) => appendLeaves(client, place, from, linesOf(from, to)));
const seal = (more: { key?: typeof key; now?: Date } = {}) =>
  database.inTransaction((client) => sealHead(client, place, { key, now: NOON, ...more }));
/** As one does who may do anything. */
const tamper = (statement: string) =>
  database.owner.query(`
    ALTER TABLE ${SCHEMA}.tree_tiles DISABLE TRIGGER USER; ALTER TABLE ${SCHEMA}.seals DISABLE TRIGGER USER;
    ${statement};
    ALTER TABLE ${SCHEMA}.tree_tiles ENABLE ALWAYS TRIGGER tiles_are_kept, ENABLE ALWAYS TRIGGER tiles_only_grow;
    ALTER TABLE ${SCHEMA}.seals ENABLE ALWAYS TRIGGER seals_are_kept`);
const ofPlace = () => `log_id = '${place.logId}'`;

test('each seal is signed and proves that the one before is its beginning', async () => {
  const sizes = [1, 2, 255, 256, 257, 900];
  const seals = [];
  for (const size of sizes) {
    await append((seals.at(-1)?.size ?? 0) + 1, size);
    seals.push(parseSeal((await seal())?.seal));
  }
  expect(seals.map((each) => each.size)).toEqual(sizes);
  expect(seals.every((each) => verifySeal(each, key.publicKey))).toBe(true);
  expect(seals[0]).toMatchObject({ previous_size: null, consistency: [], log: 'events', log_id: place.logId });
  for (const [at, to] of seals.slice(1).entries()) {
    const from = seals[at];
    expect(to.previous_size).toBe(from?.size);
    const heads = [from, to].map((each) => ({ size: each?.size ?? 0, root: Buffer.from(each?.root ?? '', 'hex') }));
    const [first, second] = heads as [(typeof heads)[0], (typeof heads)[0]];
    const proof = to.consistency.map((hash) => Buffer.from(hash, 'hex'));
    expect(verifyConsistency({ from: first, to: second, proof })).toBe(true);
  }
});

test('the public half of the key is beside the seals, once', async () => {
  await append(1, 2);
  const sealed = await seal();
  await append(3, 4);
  await seal();
  const { rows } = await database.owner.query<{ public_key_pem: string }>(
    `SELECT public_key_pem FROM ${SCHEMA}.sealing_keys WHERE fingerprint = $1`,
    [key.fingerprint],
  );
  expect(rows).toHaveLength(1);
  expect(verifySeal(parseSeal(sealed?.seal), parsePublicKeyPem(rows[0]?.public_key_pem ?? ''))).toBe(true);
});

test('nothing is sealed twice, and an empty log not at all', async () => {
  expect(await seal()).toBeUndefined();
  await append(1, 3);
  expect(await seal()).toBeDefined();
  expect(await seal()).toBeUndefined();
});

test('seals are numbered without a hole, also of several logs at once', async () => {
  const places = Array.from({ length: 5 }, newPlace);
  const before = (await sealsAfter(database.pool, SCHEMA, 0, 1_000)).length;
  await Promise.all(
    places.map(async (each) => {
      for (const size of [1, 2, 3]) {
        await database.inTransaction((client) => appendLeaves(client, each, size, linesOf(size, size)));
        await database.inTransaction((client) => sealHead(client, each, { key, now: NOON }));
      }
    }),
  );
  const numbers = (await sealsAfter(database.pool, SCHEMA, 0, 1_000)).map(({ number }) => number);
  expect(numbers).toEqual(Array.from({ length: before + 15 }, (_, at) => at + 1));
});

test('time does not go back, whatever the clock does; and another key may take over', async () => {
  await append(1, 1);
  await seal();
  await append(2, 2);
  const other = newKey();
  const made = await seal({ key: other, now: new Date(NOON.getTime() - 60_000) });
  expect(made?.seal).toMatchObject({ time: NOON.toISOString(), previous_size: 1, key: other.fingerprint });
});

describe('nothing is signed any more', () => {
  const cases: [string, () => string, RegExp][] = [
    [
      'when a leaf below the last seal was changed',
      () => `UPDATE ${SCHEMA}.tree_tiles SET hashes = set_byte(hashes, 3200, get_byte(hashes, 3200) # 1)
        WHERE ${ofPlace()} AND level = 0 AND index = 0`,
      /what was sealed at 200 is not its beginning/,
    ],
    [
      'when the frontier was changed',
      () =>
        `UPDATE ${SCHEMA}.tree_heads SET frontier = set_byte(frontier, 0, get_byte(frontier, 0) # 1) WHERE ${ofPlace()}`,
      /what was sealed at 200 is not its beginning/,
    ],
    [
      'when the last seal is another',
      () => `UPDATE ${SCHEMA}.seals SET seal = replace(seal, '"root":"', '"root":"00') WHERE ${ofPlace()}`,
      /what is stored as the seal of the log events at 200 is none/,
    ],
    [
      'when the last seal says something else',
      () => `UPDATE ${SCHEMA}.seals SET seal = regexp_replace(seal, '"root":"..', '"root":"00') WHERE ${ofPlace()}`,
      /the stored seal at 200 is not the one that was signed/,
    ],
    [
      'when the tree was cut to less than was sealed',
      () => `DELETE FROM ${SCHEMA}.tree_tiles WHERE ${ofPlace()};
        UPDATE ${SCHEMA}.tree_heads SET size = 1, frontier = substring(frontier FOR 32) WHERE ${ofPlace()}`,
      /it was sealed at 200 before/,
    ],
  ];

  test.each(cases)('%s', async (_, change, message) => {
    await append(1, 200);
    await seal();
    await append(201, 300);
    await tamper(change());
    await expect(seal()).rejects.toThrow(message);
    expect((await treeSizes(database.pool, place)).sealedSize).toBe(200);
  });

  test('which is told by an error of its own', async () => {
    await append(1, 200);
    await seal();
    await append(201, 300);
    await tamper(cases[0]?.[1]() ?? '');
    await expect(seal()).rejects.toThrow(NotAsSealed);
  });
});

test.each([`UPDATE ${SCHEMA}.seals SET size = size + 1`, `DELETE FROM ${SCHEMA}.seals`, `TRUNCATE ${SCHEMA}.seals`])(
  'not even the owner may: %s',
  async (statement) => {
    await append(1, 10);
    await seal();
    await expect(database.owner.query(statement)).rejects.toMatchObject({ code: '55000' });
    await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  },
);
