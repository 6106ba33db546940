import { silentLogger } from '@latchkey/platform';
import { keepHouse } from './housekeeping';

describe('housekeeping', () => {
  test('goes on until nothing is left, does every chore though one fails, and ends when it is told to', async () => {
    const end = new AbortController();
    const left = [2_500];
    const done: string[] = [];
    const house = keepHouse(
      [
        {
          name: 'fails',
          run: async () => {
            done.push('failed');
            throw new Error('away');
          },
        },
        {
          name: 'sweeps',
          run: async (limit) => {
            const swept = Math.min(limit, left[0] ?? 0);
            left[0] = (left[0] ?? 0) - swept;
            done.push(`swept ${swept}`);
            if (swept < limit) end.abort();
            return swept;
          },
        },
      ],
      silentLogger(),
      end.signal,
    );
    await house;
    expect(done).toEqual(['failed', 'swept 1000', 'swept 1000', 'swept 500']);
  });

  test('does nothing once it has been told to end', async () => {
    const run = async () => {
      throw new Error('must not run');
    };
    await expect(keepHouse([{ name: 'x', run }], silentLogger(), AbortSignal.abort())).resolves.toBeUndefined();
  });
});
