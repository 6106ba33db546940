import { backoff } from './backoff';

describe('pauses between restarts', () => {
  test('double up to 5 s', () => {
    const { nextMs } = backoff(() => 0);
    expect(Array.from({ length: 8 }, nextMs)).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
  });
  test('begin anew after half a minute of calm', () => {
    let now = 0;
    const { nextMs } = backoff(() => now);
    nextMs();
    expect(nextMs()).toBe(200);
    now = 30_001;
    expect(nextMs()).toBe(100);
  });
});
