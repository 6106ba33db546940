import type { Position } from '@latchkey/event-store';
import { Fenced } from '@latchkey/leadership';
import { createPool, type Pool } from '@latchkey/postgres';
import type { TestDatabase } from '@latchkey/testing';
import { migratedDatabase } from '../testing/test-service';
import { until } from '../testing/until';
import { createRelayStore } from './relay.store';

const LONG_MS = 60_000;
const [here, there] = ['here', 'there'] as unknown as [Position, Position];

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(async () => {
  // As the service's own role: it may do no more than it has to.
  pool = createPool({ connectionString: database.url('key_management'), applicationName: 'test', max: 4 });
  await pool.query(`UPDATE key_management.relay SET expires_at = '-infinity', position = NULL`);
});
afterEach(() => pool.end());
afterAll(() => database.drop());

test('of many that ask at once one gets the relay, until it lets it go', async () => {
  const asked = await Promise.all(Array.from({ length: 8 }, () => createRelayStore(pool).acquire(LONG_MS)));
  const [fence] = asked.filter((one) => one !== undefined);
  expect(asked.filter((one) => one !== undefined)).toHaveLength(1);
  const store = createRelayStore(pool);
  expect(await store.acquire(LONG_MS)).toBeUndefined();
  await store.release(fence ?? 0);
  expect(await store.acquire(LONG_MS)).toBe((fence ?? 0) + 1);
});

test('who does not renew in time loses it to the next that asks; who does keeps it', async () => {
  const first = createRelayStore(pool);
  const fence = (await first.acquire(50)) ?? 0;
  await first.renew(fence, LONG_MS);
  expect(await createRelayStore(pool).acquire(LONG_MS)).toBeUndefined();
  await first.renew(fence, 20);
  await until(async () => (await createRelayStore(pool).acquire(LONG_MS)) !== undefined);
  await expect(first.renew(fence, LONG_MS)).rejects.toThrow(Fenced);
});

test('only the latest holder reads and moves the checkpoint', async () => {
  const store = createRelayStore(pool);
  const old = (await store.acquire(0)) ?? 0;
  await store.save(old, undefined, here);
  await until(async () => (await createRelayStore(pool).acquire(LONG_MS)) !== undefined);
  await expect(store.save(old, here, there)).rejects.toThrow(Fenced);
  await expect(store.load(old)).rejects.toThrow(Fenced);
  await store.release(old);
  expect(await store.acquire(LONG_MS)).toBeUndefined();
  expect(await store.load(old + 1)).toBe(here);
});

test('the checkpoint moves from where it is known to be, and from nowhere else', async () => {
  const store = createRelayStore(pool);
  const fence = (await store.acquire(LONG_MS)) ?? 0;
  await store.save(fence, undefined, here);
  await expect(store.save(fence, there, there)).rejects.toThrow(Fenced);
  await expect(store.save(fence, undefined, there)).rejects.toThrow(Fenced);
  await store.save(fence, here, undefined);
  expect(await store.load(fence)).toBeUndefined();
});
