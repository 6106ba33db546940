import { prepareAppend, StoreUnavailable, UnknownOutcome } from '@latchkey/event-store';
import { type AppendQueueOptions, createAppendQueue, type WaitingAppend } from './append-queue';
import { someEvent } from './testing/some-event';

const append = (stream: string, bytes = 0) =>
  prepareAppend(stream, 'no-stream', [someEvent({ text: 'x'.repeat(bytes) })]);
const nextTurn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** A queue whose calls end when the test says so. */
function queueUnderTest(change: Partial<AppendQueueOptions> = {}) {
  const calls: { streams: string[]; batch: readonly WaitingAppend[]; end: () => void }[] = [];
  const queue = createAppendQueue(
    { maxBatch: 4, maxBatchBytes: 1_000_000, maxQueue: 100, maxInFlight: 1, deadlineMs: 60_000, ...change },
    (batch) =>
      new Promise((resolve) => {
        const end = () => {
          batch.forEach((entry, index) => entry.resolve({ position: 'p' as never, version: index }));
          resolve();
        };
        calls.push({ streams: batch.map((entry) => entry.append.stream), batch, end });
      }),
  );
  const endAll = async () => {
    for (let ended = 0; ended < calls.length; ended++) {
      calls[ended]?.end();
      await nextTurn();
    }
  };
  return { queue, calls, endAll };
}

describe('the append queue', () => {
  test('sends what one turn of the event loop appends in one call, up to the greatest batch, in order', async () => {
    const { queue, calls, endAll } = queueUnderTest();
    const results = Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((stream) => queue.push(append(stream))));
    await nextTurn();
    expect(calls.map(({ streams }) => streams)).toEqual([['a', 'b', 'c', 'd']]);
    await endAll();
    expect(calls.map(({ streams }) => streams)).toEqual([
      ['a', 'b', 'c', 'd'],
      ['e', 'f'],
    ]);
    expect((await results).map(({ version }) => version)).toEqual([0, 1, 2, 3, 0, 1]);
  });

  test('gathers what comes while a call is under way', async () => {
    const { queue, calls, endAll } = queueUnderTest();
    const results = [queue.push(append('a'))];
    await nextTurn();
    results.push(queue.push(append('b')));
    await nextTurn();
    results.push(queue.push(append('c')));
    await nextTurn();
    expect(calls).toHaveLength(1);
    await endAll();
    await Promise.all(results);
    expect(calls.map(({ streams }) => streams)).toEqual([['a'], ['b', 'c']]);
  });

  test('puts at most one append to a stream in a call, and keeps their order', async () => {
    const { queue, calls, endAll } = queueUnderTest();
    const results = Promise.all(['a', 'a', 'b', 'a', 'c'].map((stream) => queue.push(append(stream))));
    await nextTurn();
    await endAll();
    await results;
    expect(calls.map(({ streams }) => streams)).toEqual([['a', 'b', 'c'], ['a'], ['a']]);
  });

  test('bounds the bytes of a call, yet sends a single append of any size', async () => {
    const { queue, calls, endAll } = queueUnderTest({ maxBatchBytes: 1_000 });
    const results = Promise.all(
      [append('a', 400), append('b', 400), append('c', 400), append('d', 5_000)].map(queue.push),
    );
    await nextTurn();
    await endAll();
    await results;
    expect(calls.map(({ streams }) => streams)).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  test('refuses at once what does not fit in the queue', async () => {
    const { queue, endAll } = queueUnderTest({ maxQueue: 2 });
    const fitting = [queue.push(append('a')), queue.push(append('b'))];
    await expect(queue.push(append('c'))).rejects.toBeInstanceOf(StoreUnavailable);
    await nextTurn();
    await endAll();
    await expect(Promise.all(fitting)).resolves.toHaveLength(2);
  });

  test('at the deadline: not sent means nothing was stored, sent means that nobody knows', async () => {
    const { queue, calls, endAll } = queueUnderTest({ deadlineMs: 20, maxBatch: 1 });
    const first = queue.push(append('a'));
    const second = queue.push(append('b'));
    const outcomes = Promise.allSettled([first, second]);
    await nextTurn();
    calls[0]?.batch[0]?.sent();
    expect(await outcomes).toMatchObject([
      { reason: expect.any(UnknownOutcome) },
      { reason: expect.any(StoreUnavailable) },
    ]);
    await endAll();
    expect(calls.map(({ streams }) => streams)).toEqual([['a']]);
  });

  test('is drained when nothing waits and nothing is under way', async () => {
    const { queue, calls, endAll } = queueUnderTest({ maxBatch: 1 });
    const results = [queue.push(append('a')), queue.push(append('b'))];
    let drained = false;
    const draining = queue.drained().then(() => (drained = true));
    await nextTurn();
    expect([drained, calls.length]).toEqual([false, 1]);
    await endAll();
    await draining;
    await expect(Promise.all(results)).resolves.toHaveLength(2);
  });
});
