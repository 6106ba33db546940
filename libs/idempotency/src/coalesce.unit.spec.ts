import { coalesce } from './coalesce';

const refused = Object.assign(new Error('refused'), { severity: 'ERROR' });

describe('coalesced calls', () => {
  test('of one turn go together, each gets its own result', async () => {
    const batches: number[][] = [];
    const double = coalesce(
      async (items: readonly number[]) => {
        batches.push([...items]);
        return items.map((item) => item * 2);
      },
      { maxBatch: 3, maxInFlight: 2 },
    );
    expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  test('gather while as many as allowed are under way', async () => {
    const open: (() => void)[] = [];
    const sizes: number[] = [];
    const call = coalesce(
      async (items: readonly number[]) => {
        sizes.push(items.length);
        await new Promise<void>((resolve) => open.push(resolve));
        return items;
      },
      { maxBatch: 10, maxInFlight: 1 },
    );
    const first = call(1);
    while (open.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const rest = [call(2), call(3)];
    await new Promise((resolve) => setImmediate(resolve));
    expect(sizes).toEqual([1]);
    open.shift()?.();
    await first;
    while (open.length === 0) await new Promise((resolve) => setImmediate(resolve));
    open.shift()?.();
    expect([await Promise.all(rest), sizes]).toEqual([
      [2, 3],
      [1, 2],
    ]);
  });

  test('are repeated one by one when the server refused them together: only the bad one fails', async () => {
    const call = coalesce(
      async (items: readonly number[]) => {
        if (items.includes(2)) throw refused;
        return items;
      },
      { maxBatch: 10, maxInFlight: 1 },
    );
    const results = await Promise.allSettled([1, 2, 3].map(call));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  test('are not repeated when the connection was lost: they may have been done', async () => {
    let calls = 0;
    const lost = new Error('connection terminated');
    const call = coalesce(
      async () => {
        calls += 1;
        throw lost;
      },
      { maxBatch: 10, maxInFlight: 1 },
    );
    const results = await Promise.allSettled([1, 2].map(call));
    expect([calls, ...results.map(({ status }) => status)]).toEqual([1, 'rejected', 'rejected']);
  });
});
