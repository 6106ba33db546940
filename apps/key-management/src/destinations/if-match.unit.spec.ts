import { matches, parseIfMatch } from './if-match';

test.each([
  [undefined, '"a"', true],
  ['*', '"a"', true],
  ['"a"', '"a"', true],
  ['"b", "a"', '"a"', true],
  ['"b"', '"a"', false],
  ['W/"a"', '"a"', false],
  ['""', '"a"', false],
])('if-match %s lets a list with the etag %s be changed: %s', (header, etag, expected) =>
  expect(matches(parseIfMatch(header), etag)).toBe(expected),
);

test.each(['a', '"a', 'a"', '"a" "b"', '"a",', ''])('if-match %j is 400', (header) =>
  expect(() => parseIfMatch(header)).toThrow(/if-match/),
);
