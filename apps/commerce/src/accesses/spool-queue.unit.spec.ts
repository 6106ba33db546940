import { createSpoolQueue } from './spool-queue';

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** A disk that takes what it is given when the test says so. */
function stage(deadlineMs = 60_000) {
  const writes: { text: string; done: () => void; fail: (error: Error) => void }[] = [];
  const queue = createSpoolQueue(
    (content) =>
      new Promise((resolve, reject) => writes.push({ text: content.toString(), done: resolve, fail: reject })),
    deadlineMs,
  );
  return { queue, writes };
}

const outcome = (work: Promise<void>) =>
  work.then(
    () => 'written',
    (error: Error) => error.message,
  );

describe('lines on their way to the disk', () => {
  test('of one turn go together, and those that come while a write is under way in the next', async () => {
    const { queue, writes } = stage();
    const first = ['a', 'b'].map((line) => queue.push(line));
    await turn();
    const second = ['c', 'd'].map((line) => queue.push(line));
    await turn();
    expect(writes.map(({ text }) => text)).toEqual(['ab']);
    expect(queue.pending()).toBe(4);
    writes[0]?.done();
    await Promise.all(first);
    await turn();
    expect(writes.map(({ text }) => text)).toEqual(['ab', 'cd']);
    writes[1]?.done();
    await Promise.all(second);
    expect(queue.pending()).toBe(0);
  });

  test('that could not be written are said to be so, and later ones are written', async () => {
    const { queue, writes } = stage();
    const lost = outcome(queue.push('a'));
    await turn();
    writes[0]?.fail(new Error('no room'));
    expect(await lost).toBe('no room');
    const later = outcome(queue.push('b'));
    await turn();
    writes[1]?.done();
    expect(await later).toBe('written');
  });

  test('wait for a disk that hangs no longer than the deadline, nobody begins to wait meanwhile, and it goes on by itself', async () => {
    const { queue, writes } = stage(20);
    const waiting = [outcome(queue.push('a'))];
    await turn();
    waiting.push(outcome(queue.push('b')));
    const late = 'the disk does not take access records in time';
    expect(await Promise.all(waiting)).toEqual([late, late]);
    expect(await outcome(queue.push('c'))).toBe('the disk does not take access records');
    writes[0]?.done();
    await turn();
    const later = outcome(queue.push('d'));
    await turn();
    writes.at(-1)?.done();
    expect([await later, writes.at(-1)?.text]).toEqual(['written', 'd']);
  });

  test('are not written while something is done in between, which keeps them waiting no longer either', async () => {
    const { queue, writes } = stage(20);
    let end = (): void => undefined;
    const between = queue.between(() => new Promise<void>((resolve) => (end = resolve)));
    const waiting = outcome(queue.push('a'));
    expect(await waiting).toBe('the disk does not take access records in time');
    expect(writes).toEqual([]);
    end();
    await between;
    await turn();
    const later = outcome(queue.push('b'));
    await turn();
    writes.at(-1)?.done();
    expect(await later).toBe('written');
  });
});
