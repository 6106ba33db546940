import fc from 'fast-check';
import { createLatestRead } from './latest-read';

describe('a latest read', () => {
  test('never answers something older than the question, and shares what it reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(fc.boolean(), { maxLength: 20 }), async (scheduler, steps) => {
        let value = 0;
        let reads = 0;
        const latest = createLatestRead(async () => {
          reads += 1;
          await scheduler.schedule(Promise.resolve(), 'request');
          const seen = value;
          await scheduler.schedule(Promise.resolve(), 'answer');
          return seen;
        });
        const questions = steps.map((write) => {
          if (write) value += 1;
          const asked = value;
          return latest().then((answer) => expect(answer).toBeGreaterThanOrEqual(asked));
        });
        await scheduler.waitFor(Promise.all(questions));
        expect(reads).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('asks anew after a failure', async () => {
    const outcomes = [Promise.reject(new Error('x')), Promise.resolve(1), Promise.resolve(2)];
    outcomes[0]?.catch(() => undefined);
    let asked = 0;
    const latest = createLatestRead(() => outcomes[asked++] ?? Promise.resolve(0));
    const [first, second] = [latest(), latest()];
    await expect(first).rejects.toThrow('x');
    await expect(second).resolves.toBe(1);
    await expect(latest()).resolves.toBe(2);
  });
});
