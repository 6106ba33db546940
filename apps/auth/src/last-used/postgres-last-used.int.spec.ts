import { createPool, type Pool } from '@latchkey/postgres';
import { createTestDatabase, type TestDatabase } from '@latchkey/testing';
import { randomUUID } from 'node:crypto';
import { migrate } from '../database/migrate';
import { eventually } from '../testing/running-auth.fixture';
import type { ChangedUse, LastUsedStore, Place } from './last-used.port';
import { createPostgresLastUsed } from './postgres-last-used';

let database: TestDatabase;
let owner: Pool;
/** Two replicas. */
let one: ReturnType<typeof createPostgresLastUsed>;
let other: ReturnType<typeof createPostgresLastUsed>;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate({ ownerUrl: database.ownerUrl, role: 'latchkey_auth' });
  owner = createPool({ connectionString: database.ownerUrl, applicationName: 'test' });
  const options = { databaseUrl: database.url('auth'), onIdleError: () => undefined };
  [one, other] = [createPostgresLastUsed(options), createPostgresLastUsed(options)];
});
afterAll(async () => {
  await Promise.all([one?.close(), other?.close(), owner?.end()]);
  await database?.drop();
});

/** From a place to the end, in small pages. */
async function readOn(from: Place | undefined, store: LastUsedStore = one) {
  const changes: ChangedUse[] = [];
  for (let place = from; ;) {
    const page = await store.changesAfter(place, 3);
    changes.push(...page.changes);
    place = page.next;
    if (!page.hasMore) return { changes, place };
  }
}
const end = async () => (await readOn(undefined)).place;
const seconds = (changes: readonly ChangedUse[]) =>
  changes.map(({ keyId, usedAt }) => [keyId, usedAt.getTime() / 1000] as const);

describe('when keys were used', () => {
  test('goes only forward, whichever replica says it and in whatever order', async () => {
    const key = randomUUID();
    const place = await end();
    await one.write(new Map([[key, 100]]));
    await other.write(new Map([[key, 103]]));
    await one.write(new Map([[key, 102]]));
    expect(seconds((await readOn(place)).changes)).toEqual([[key, 103]]);
  });

  test('is no change when it is not newer: a reader who is at the end is told nothing', async () => {
    const key = randomUUID();
    await one.write(new Map([[key, 100]]));
    const place = await end();
    await one.write(new Map([[key, 100]]));
    await other.write(new Map([[key, 99]]));
    expect(await readOn(place)).toEqual({ changes: [], place });
  });

  test('is read in pages, each key once', async () => {
    const place = await end();
    const uses = new Map(Array.from({ length: 10 }, () => [randomUUID(), 200] as const));
    await one.write(uses);
    const { changes } = await readOn(place);
    expect(new Map(seconds(changes))).toEqual(uses);
    expect(changes).toHaveLength(10);
  });

  test('is met by a reader who is in the middle of the list when it changes', async () => {
    const place = await end();
    const keys = Array.from({ length: 6 }, () => randomUUID()).sort();
    await one.write(new Map(keys.map((key) => [key, 300])));
    const { next } = await one.changesAfter(place, 3);
    await other.write(
      new Map([
        [keys[0] ?? '', 301],
        [keys[5] ?? '', 301],
      ]),
    );
    const { changes } = await readOn(next);
    expect(seconds(changes)).toEqual([[keys[3], 300], [keys[4], 300], ...[keys[0], keys[5]].map((key) => [key, 301])]);
  });

  test('of many keys at once: replicas that write the same ones in opposite orders do not block each other', async () => {
    const keys = Array.from({ length: 500 }, () => randomUUID());
    const rounds = Array.from({ length: 10 }, (_, at) => 400 + at);
    await Promise.all(
      rounds.flatMap((second) => [
        one.write(new Map(keys.map((key) => [key, second]))),
        other.write(new Map(keys.toReversed().map((key) => [key, second]))),
      ]),
    );
    const { rows } = await owner.query('SELECT count(*)::int FROM auth.last_used WHERE used_at = to_timestamp(409)');
    expect(rows).toEqual([{ count: 500 }]);
  });
});

describe('a reader', () => {
  test('misses nothing while a write is on its way: what is begun first is not seen after what is begun later', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    const place = await end();
    const client = await owner.connect();
    await client.query('BEGIN');
    await client.query('UPDATE auth.last_used_head SET revision = revision + 1');
    await client.query('INSERT INTO auth.last_used SELECT $1, to_timestamp(500), revision FROM auth.last_used_head', [
      early,
    ]);
    let isLateStored = false;
    const written = other.write(new Map([[late, 500]])).then(() => (isLateStored = true));
    const waiting = () => owner.query('SELECT FROM pg_locks WHERE NOT granted');
    await eventually(waiting, ({ rowCount }) => rowCount === 1);
    const meanwhile = await readOn(place);
    expect([meanwhile.changes, isLateStored]).toEqual([[], false]);
    await client.query('COMMIT');
    client.release();
    await written;
    expect(seconds((await readOn(meanwhile.place)).changes)).toEqual([
      [early, 500],
      [late, 500],
    ]);
  });

  test('who follows while replicas write ends with the newest of each key', async () => {
    const keys = Array.from({ length: 40 }, () => randomUUID());
    let { place } = await readOn(undefined);
    const known = new Map<string, number>();
    let writing = true;
    const follow = async () => {
      const read = await readOn(place, other);
      place = read.place;
      for (const [key, second] of seconds(read.changes)) known.set(key, Math.max(second, known.get(key) ?? 0));
    };
    const follower = (async () => {
      while (writing) await follow();
    })();
    const writer = async (store: LastUsedStore, from: number) => {
      for (let second = from; second < from + 60; second += 2) {
        await store.write(new Map(keys.filter((_, at) => (at + second) % 3 !== 0).map((key) => [key, second])));
      }
    };
    await Promise.all([writer(one, 600), writer(other, 601)]);
    writing = false;
    await follower;
    await follow();
    const { rows } = await owner.query<{ key_id: string; second: number }>(
      'SELECT key_id, extract(epoch FROM used_at)::int AS second FROM auth.last_used WHERE key_id = ANY($1)',
      [keys],
    );
    expect(known).toEqual(new Map(rows.map(({ key_id, second }) => [key_id, second])));
    expect(known.size).toBe(40);
  });

  test('with the place of a list that is no more, or beyond its end, begins anew', async () => {
    const { changes, place } = await readOn(undefined);
    expect(changes.length).toBeGreaterThan(0);
    const beyond = { ...place, revision: place.revision + 1_000 };
    expect((await readOn(beyond)).changes).toEqual(changes);
    await owner.query('UPDATE auth.last_used_head SET epoch = gen_random_uuid()');
    const anew = await readOn(place);
    expect(anew.changes).toEqual(changes);
    expect(anew.place.epoch).not.toBe(place.epoch);
  });
});
