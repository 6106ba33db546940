import { wordList } from './word-list';

test.each([
  [[], ''],
  [['A'], 'A'],
  [['A', 'B'], 'A and B'],
  [['A', 'B', 'C'], 'A, B and C'],
])('%j is "%s"', (words, text) => {
  expect(wordList(words)).toBe(text);
});

test('of many the first are named and the rest counted', () => {
  const words = ['A', 'B', 'C', 'D', 'E'];
  expect(wordList(words, { most: 5 })).toBe('A, B, C, D and E');
  expect(wordList(words, { most: 2 })).toBe('A, B and 3 more');
});

test('alternatives', () => {
  expect(wordList(['A', 'B', 'C'], { last: 'or' })).toBe('A, B or C');
});
