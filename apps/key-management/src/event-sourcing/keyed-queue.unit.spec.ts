import { createKeyedQueue } from './keyed-queue';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a keyed queue', () => {
  test('runs work of one name one after the other, in order, and of different names at once', async () => {
    const inTurn = createKeyedQueue();
    const order: string[] = [];
    const work = (label: string) => async () => {
      order.push(`${label} begins`);
      await turn();
      order.push(`${label} ends`);
    };
    await Promise.all([inTurn('a', work('a1')), inTurn('a', work('a2')), inTurn('b', work('b1'))]);
    expect(order.indexOf('a2 begins')).toBeGreaterThan(order.indexOf('a1 ends'));
    expect(order.indexOf('b1 begins')).toBeLessThan(order.indexOf('a1 ends'));
  });

  test('hands on results and failures, and goes on after a failure', async () => {
    const inTurn = createKeyedQueue();
    const failure = new Error('x');
    const failed = inTurn('a', () => Promise.reject(failure));
    const after = inTurn('a', () => Promise.resolve(2));
    await expect(failed).rejects.toBe(failure);
    await expect(after).resolves.toBe(2);
  });

  test('refuses at once what is one too many under a name, and takes more when there is room again', async () => {
    const inTurn = createKeyedQueue({ maxLength: 2 });
    const { promise: hung, resolve: goOn } = Promise.withResolvers<void>();
    const taken = [inTurn('a', () => hung), inTurn('a', () => Promise.resolve(2))];
    await expect(inTurn('a', () => Promise.resolve(3))).rejects.toMatchObject({
      status: 503,
      classifier: 'overloaded',
    });
    await expect(inTurn('b', () => Promise.resolve('other'))).resolves.toBe('other');
    goOn();
    await Promise.all(taken);
    await expect(inTurn('a', () => Promise.resolve(4))).resolves.toBe(4);
  });

  test('does not begin what has waited for too long', async () => {
    const inTurn = createKeyedQueue({ maxWaitMs: 0 });
    const { promise: hung, resolve: goOn } = Promise.withResolvers<void>();
    const first = inTurn('a', () => hung);
    let begun = false;
    const late = inTurn('a', async () => (begun = true));
    const since = performance.now();
    while (performance.now() <= since) await turn();
    goOn();
    await first.catch(() => undefined);
    await expect(late).rejects.toMatchObject({ classifier: 'overloaded' });
    expect(begun).toBe(false);
  });
});
