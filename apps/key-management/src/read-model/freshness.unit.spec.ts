import { createInMemoryEventStore, type EventStore, type Position } from '@latchkey/event-store';
import { randomUUID } from 'node:crypto';
import { createFreshness } from './freshness';

const event = () => ({ id: randomUUID(), type: 'T', data: {}, metadata: {} });
const append = (store: EventStore) => store.append(`s-${randomUUID()}`, 'no-stream', [event()]);

const setUp = (over: { reached?: (position: Position) => boolean; minPositionWaitMs?: number } = {}) => {
  const store = createInMemoryEventStore();
  const asked: Position[] = [];
  const freshness = createFreshness({
    store,
    reached: async (position) => {
      asked.push(position);
      return over.reached?.(position) ?? true;
    },
    minPositionWaitMs: over.minPositionWaitMs ?? 100,
  });
  return { store, asked, freshness };
};

describe('a read of streams', () => {
  test('waits for a position that is about to be written', async () => {
    const { store, freshness } = setUp({ minPositionWaitMs: 5_000 });
    const other = createInMemoryEventStore({ logId: (await store.head()).split(':')[0] ?? '' });
    const { position } = await append(other);
    const read = freshness.ofStreams(position);
    await append(store);
    await expect(read).resolves.toBeUndefined();
  });

  test('is 503 when it is not written in time', async () => {
    const { store, freshness } = setUp({ minPositionWaitMs: 1 });
    const other = createInMemoryEventStore({ logId: (await store.head()).split(':')[0] ?? '' });
    const { position } = await append(other);
    await expect(freshness.ofStreams(position)).rejects.toMatchObject({ classifier: 'position_not_reached' });
  });

  test.each(['', 'rubbish', `${randomUUID()}:1`])('is 400 for the position %j', async (text) => {
    await expect(setUp().freshness.ofStreams(text)).rejects.toMatchObject({ classifier: 'unknown_position' });
    await expect(setUp().freshness.ofReadModel(text)).rejects.toMatchObject({ classifier: 'unknown_position' });
  });
});

describe('a read of the read model', () => {
  test('waits for what was in the log when it began, and is answered even if that does not come', async () => {
    const { store, asked, freshness } = setUp({ reached: () => false });
    const { position } = await append(store);
    await expect(freshness.ofReadModel(undefined)).resolves.toBeUndefined();
    expect(asked).toEqual([position]);
  });

  test('is 503 when the position that it must show is not applied in time', async () => {
    const { store, freshness } = setUp({ reached: () => false });
    const { position } = await append(store);
    await expect(freshness.ofReadModel(position)).rejects.toMatchObject({ classifier: 'position_not_reached' });
  });

  test('is answered without a position when the log is out of reach', async () => {
    const freshness = createFreshness({
      store: { head: () => Promise.reject(new Error('away')), compare: () => 0 },
      reached: async () => false,
    });
    await expect(freshness.ofReadModel(undefined)).resolves.toBeUndefined();
  });
});
