import { createLruMap } from './lru-map';

test('an LRU map holds at most so many, and forgets what was not used for the longest time', () => {
  const map = createLruMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.get('a');
  map.set('c', 3);
  expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  map.clear();
  expect(map.size).toBe(0);
});
