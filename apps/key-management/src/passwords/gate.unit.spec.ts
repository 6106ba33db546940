import { createGate } from './gate';

const never = new Promise<never>(() => undefined);

test('whoever has waited too long is refused, and its work is never begun', async () => {
  const gate = createGate({ atOnce: 1, maxWaiting: 5, maxWaitMs: 5 });
  void gate(() => never);
  const begun: string[] = [];
  const late = gate(async () => void begun.push('late'));
  await expect(late).rejects.toMatchObject({ status: 503, classifier: 'overloaded' });
  expect(begun).toEqual([]);
});

test('work that fails gives its place to the next', async () => {
  const gate = createGate({ atOnce: 1, maxWaiting: 5, maxWaitMs: 1_000 });
  const failing = gate(async () => {
    throw new Error('no');
  });
  const next = gate(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
  expect(await gate(async () => 'and again')).toBe('and again');
});

test('whoever waits is let in in order', async () => {
  const gate = createGate({ atOnce: 2, maxWaiting: 10, maxWaitMs: 1_000 });
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4, 5].map((number) => gate(async () => void order.push(number))));
  expect(order).toEqual([1, 2, 3, 4, 5]);
});
