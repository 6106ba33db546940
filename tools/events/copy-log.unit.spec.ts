import {
  createInMemoryEventStore,
  type EventStore,
  type NewEvent,
  StoreUnavailable,
  UnknownOutcome,
} from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { copyLog } from './copy-log';
import { hashLog } from './hash-log';
import { readLog } from './read-log';

const someEvent = (): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data: { of: 'all' },
  metadata: { '10': 1, '9': 2 },
});

/** Streams whose events lie among each other's. */
async function filled(count = 30): Promise<EventStore> {
  const store = createInMemoryEventStore({ pageSize: 7 });
  const versions = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const stream = `account-${(index * index) % 5}`;
    const events = Array.from({ length: 1 + (index % 3) }, someEvent);
    const { version } = await store.append(stream, versions.get(stream) ?? 'no-stream', events);
    versions.set(stream, version);
  }
  return store;
}
const idsOf = async (store: EventStore) => (await Array.fromAsync(readLog(store))).map(({ id }) => id);

test('every event arrives, in the order of the log, and the proof is the same for both', async () => {
  const [from, to] = [await filled(), createInMemoryEventStore()];
  const copied = await copyLog({ from, to });
  expect(copied).toEqual({ ...(await hashLog(from)), found: 0 });
  expect(await idsOf(to)).toEqual(await idsOf(from));
});

test('an interrupted copy goes on behind what is there, and repeats nothing', async () => {
  const [from, to] = [await filled(), createInMemoryEventStore()];
  let left = 9;
  const dying: EventStore = {
    ...to,
    append: (...args) => (left-- > 0 ? to.append(...args) : Promise.reject(new Error('killed'))),
  };
  await expect(copyLog({ from, to: dying })).rejects.toThrow('killed');
  const there = (await idsOf(to)).length;
  expect(there).toBeGreaterThan(0);
  expect(await copyLog({ from, to })).toMatchObject({ found: there });
  expect(await idsOf(to)).toEqual(await idsOf(from));
  expect(await copyLog({ from, to })).toMatchObject({ found: (await idsOf(from)).length });
});

test('answers that are lost and stores that are away for a moment change nothing', async () => {
  const [from, to] = [await filled(), createInMemoryEventStore()];
  let calls = 0;
  const flaky: EventStore = {
    ...to,
    async append(...args) {
      const call = calls++;
      if (call === 3) throw new StoreUnavailable('away');
      const result = await to.append(...args);
      if (call === 5) throw new UnknownOutcome('lost');
      return result;
    },
  };
  await copyLog({ from, to: flaky });
  expect(await idsOf(to)).toEqual(await idsOf(from));
});

test('a source that grows meanwhile is told, also when the new event was copied', async () => {
  const [from, to] = [await filled(), createInMemoryEventStore()];
  let once = true;
  const onProgress = () => {
    if (once) void from.append('late-1', 'no-stream', [someEvent()]);
    once = false;
  };
  await expect(copyLog({ from, to, onProgress })).rejects.toThrow(/the source has grown meanwhile: stop everything/);
});

test.each<[string, (from: EventStore, to: EventStore) => Promise<unknown>]>([
  ['something else', (_, to) => to.append('other-1', 'no-stream', [someEvent()])],
  [
    'more than the source',
    async (from, to) => (await copyLog({ from, to }), to.append('more-1', 'no-stream', [someEvent()])),
  ],
])('a target that holds %s is refused, and nothing is appended', async (_, prepare) => {
  const [from, to] = [await filled(), createInMemoryEventStore()];
  await prepare(from, to);
  const before = await to.head();
  await expect(copyLog({ from, to })).rejects.toThrow(/the target must be empty/);
  expect(await to.head()).toBe(before);
});

test('a log is not copied to itself', async () => {
  const from = await filled(3);
  await expect(copyLog({ from, to: from })).rejects.toThrow('--from and --to name the same log');
});

test('somebody who writes to the target meanwhile is told', async () => {
  const [from, to] = [await filled(), createInMemoryEventStore()];
  const shared: EventStore = {
    ...to,
    async append(stream, expected, events) {
      if (expected === 'no-stream') await to.append(stream, 'no-stream', [someEvent()]).catch(() => undefined);
      return to.append(stream, expected, events);
    },
  };
  await expect(copyLog({ from, to: shared })).rejects.toThrow(/somebody else writes to the target/);
});

test('the proof changes with every member of an event', async () => {
  const event = someEvent();
  const hashOf = async (change: Partial<NewEvent>, stream = 'account-1') => {
    const store = createInMemoryEventStore();
    await store.append(stream, 'no-stream', [{ ...event, ...change }]);
    return (await hashLog(store)).sha256;
  };
  const hashes = await Promise.all([
    hashOf({}),
    hashOf({ id: randomUUID() }),
    hashOf({ type: 'Other' }),
    hashOf({ data: { of: 'others' } }),
    hashOf({ metadata: {} }),
    hashOf({}, 'account-2'),
  ]);
  expect(new Set(hashes).size).toBe(6);
  expect(await hashOf({})).toBe(hashes[0]);
});
