import { createBoundedCache } from './bounded-cache';

function counting(capacity: number, fail: () => boolean = () => false) {
  const loads: string[] = [];
  const cache = createBoundedCache(capacity, async (key) => {
    loads.push(key);
    if (fail()) throw new Error('away');
    return key.toUpperCase();
  });
  return { cache, loads };
}

describe('the cache of account keys', () => {
  test('loads a key once, also when many ask at the same time', async () => {
    const { cache, loads } = counting(2);
    expect(await Promise.all([cache.get('a'), cache.get('a'), cache.get('a')])).toEqual(['A', 'A', 'A']);
    expect(loads).toEqual(['a']);
  });

  test('never holds more than its capacity, and drops what was not used for longest', async () => {
    const { cache, loads } = counting(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.get(key);
    expect(loads).toEqual(['a', 'b', 'c', 'b']);
    expect(cache.size).toBe(2);
  });

  test('forgets a load that failed, so that it recovers by itself', async () => {
    let away = true;
    const { cache } = counting(2, () => away);
    await expect(cache.get('a')).rejects.toThrow('away');
    away = false;
    expect(await cache.get('a')).toBe('A');
  });
});
