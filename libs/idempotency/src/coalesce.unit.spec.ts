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

  test('are not repeated when the server ran out of time: each of them would wait as long again', async () => {
    let calls = 0;
    const call = coalesce(
      async () => {
        calls += 1;
        throw Object.assign(new Error('cancelled'), { severity: 'ERROR', code: '57014' });
      },
      { maxBatch: 10, maxInFlight: 1 },
    );
    const results = await Promise.allSettled([1, 2, 3].map(call));
    expect([calls, ...results.map(({ status }) => status)]).toEqual([1, 'rejected', 'rejected', 'rejected']);
  });

  describe('while the calls under way hang', () => {
    const hanging = (over: { maxWaiting?: number; maxWaitMs?: number }) => {
      const sent: number[] = [];
      const { promise, resolve: goOn } = Promise.withResolvers<void>();
      const call = coalesce(
        async (items: readonly number[]) => {
          sent.push(...items);
          await promise;
          return items;
        },
        { maxBatch: 1, maxInFlight: 2, ...over },
      );
      return { call, sent, goOn };
    };

    test('reject what nobody takes up in time, and never send it', async () => {
      const { call, sent, goOn } = hanging({ maxWaitMs: 20 });
      const underWay = [call(1), call(2)];
      const late = await Promise.allSettled([3, 4].map(call));
      for (const each of late) expect(each).toMatchObject({ status: 'rejected', reason: { code: 'ETIMEDOUT' } });
      goOn();
      expect(await Promise.all([...underWay, call(5)])).toEqual([1, 2, 5]);
      expect(sent).toEqual([1, 2, 5]);
    });

    test('reject at once what is more than may wait, and take more when there is room again', async () => {
      const { call, sent, goOn } = hanging({ maxWaiting: 2 });
      const underWay = [call(1), call(2)];
      while (sent.length < 2) await new Promise((resolve) => setImmediate(resolve));
      const waiting = [call(3), call(4)];
      await expect(call(5)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
      goOn();
      expect(await Promise.all([...underWay, ...waiting])).toEqual([1, 2, 3, 4]);
      expect(await call(6)).toBe(6);
    });
  });
});
