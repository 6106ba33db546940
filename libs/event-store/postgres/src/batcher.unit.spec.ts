import { StoreUnavailable } from '@latchkey/event-store';
import { type BatcherOptions, createBatcher } from './batcher';

const nextTurn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** A batcher whose calls end when the test says so; each answer is its request, doubled. */
function underTest(change: Partial<BatcherOptions> = {}) {
  const calls: { batch: readonly number[]; deadline: number; end: (error?: Error) => void }[] = [];
  const ask = createBatcher<number, number>(
    { maxBatch: 4, maxInFlight: 1, maxQueue: 100, deadlineMs: 60_000, what: 'numbers', ...change },
    (batch, deadline) =>
      new Promise((resolve, reject) => {
        calls.push({ batch, deadline, end: (error) => (error ? reject(error) : resolve(batch.map((n) => 2 * n))) });
      }),
  );
  return { ask, calls };
}

describe('a batcher', () => {
  test('takes what one turn asks in one call, and gathers the rest while calls are under way', async () => {
    const { ask, calls } = underTest();
    const answers = Promise.all([1, 2, 3, 4, 5].map(ask));
    await nextTurn();
    expect(calls.map(({ batch }) => batch)).toEqual([[1, 2, 3, 4]]);
    const later = ask(6);
    calls[0]?.end();
    await nextTurn();
    expect(calls[1]?.batch).toEqual([5, 6]);
    calls[1]?.end();
    expect([...(await answers), await later]).toEqual([2, 4, 6, 8, 10, 12]);
  });

  test('refuses at once what does not fit in the queue, and answers the others', async () => {
    const { ask, calls } = underTest({ maxQueue: 2 });
    const fitting = Promise.all([ask(1), ask(2)]);
    await expect(ask(3)).rejects.toBeInstanceOf(StoreUnavailable);
    await nextTurn();
    calls[0]?.end();
    expect(await fitting).toEqual([2, 4]);
  });

  test('the deadline runs from the asking: who waits behind a call gives up in time, and is not asked for any more', async () => {
    const { ask, calls } = underTest({ deadlineMs: 20, maxBatch: 1 });
    const outcomes = Promise.allSettled([ask(1), ask(2)]);
    await nextTurn();
    expect(await outcomes).toMatchObject([
      { reason: expect.any(StoreUnavailable) },
      { reason: expect.any(StoreUnavailable) },
    ]);
    calls[0]?.end();
    const third = ask(3);
    await nextTurn();
    calls[1]?.end();
    expect(await third).toBe(6);
    expect(calls.map(({ batch }) => batch)).toEqual([[1], [3]]);
  });

  test('a call may take as long as the last that it answers will wait', async () => {
    const { ask, calls } = underTest();
    const first = ask(1);
    const before = performance.now();
    const second = ask(2);
    await nextTurn();
    expect(calls[0]?.deadline).toBeGreaterThanOrEqual(before + 60_000);
    calls[0]?.end();
    await Promise.all([first, second]);
  });

  test('those who gave up leave room in the queue at once', async () => {
    const { ask } = underTest({ maxQueue: 1, maxBatch: 1, deadlineMs: 20 });
    const first = ask(1).catch(() => undefined);
    await nextTurn();
    await expect(ask(2)).rejects.toThrow('in time');
    await expect(ask(3)).rejects.toThrow('in time');
    await first;
  });

  test('a call that fails is StoreUnavailable to all whom it would have answered, and to nobody else', async () => {
    const { ask, calls } = underTest({ maxBatch: 2 });
    const outcomes = Promise.allSettled([ask(1), ask(2), ask(3)]);
    await nextTurn();
    calls[0]?.end(new Error('cut'));
    await nextTurn();
    calls[1]?.end();
    expect(await outcomes).toMatchObject([
      { reason: expect.any(StoreUnavailable) },
      { reason: expect.any(StoreUnavailable) },
      { value: 6 },
    ]);
  });
});
