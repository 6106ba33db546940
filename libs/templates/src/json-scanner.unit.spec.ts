import fc from 'fast-check';
import { scanJson, type JsonVisitor } from './json-scanner';

const blind: JsonVisitor = { name: () => true, string: () => true, placeholder: () => null };

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Pieces that JSON is made of, and some that it is nearly made of. */
const tokens =
  '{ } [ ] , : " \\ \\" \\n \\u00e9 \\ud800 \\u00g0 \\x a é { }} 0 -0 01 1. .5 1e5 1E+ -  + 12 true false null tru nul NaN \u0001 \n \t \r \ufeff \u00a0 \u2028 //';

describe('the scanner takes what JSON.parse takes', () => {
  test('of any tokens in any order', () => {
    const text = fc.array(fc.constantFrom(...tokens.split(' '), ' '), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, agrees), { numRuns: 20_000 });
  });

  test('of JSON with a wrong character here and there', () => {
    const faults = fc.array(
      fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...'{}[]",:\\u0e+-.tfn \n\u0001'.split(''), '')),
      { maxLength: 3 },
    );
    const text = fc
      .tuple(fc.json({ depthSize: 'medium' }), fc.constantFrom(undefined, 1, '\t'), faults)
      .map(([json, indent, changes]) =>
        changes.reduce(
          (before, [at, removed, added]) => {
            const index = at % (before.length + 1);
            return before.slice(0, index) + added + before.slice(index + removed);
          },
          JSON.stringify(JSON.parse(json), null, indent),
        ),
      );
    fc.assert(fc.property(text, agrees), { numRuns: 5_000 });
  });

  function agrees(text: string) {
    // Two braces may be a placeholder, and are no JSON.
    fc.pre(!text.includes('{{'));
    expect(scanJson(text, blind).outcome).toBe(isJson(text) ? 'complete' : 'fault');
  }
});

test('the scanner shows each name and each string with the path to it', () => {
  const text = '{"a":["x",{"b\\n":"y"}],"":{{ z }}, "a":"\\""}';
  const seen: unknown[] = [];
  const note = (kind: string) => (place: Parameters<JsonVisitor['string']>[0]) =>
    seen.push([kind, text.slice(place.start, place.end), [...place.steps]]) > 0;
  const scan = scanJson(text, {
    name: note('name'),
    string: note('string'),
    placeholder: ({ start, steps }) => {
      seen.push(['placeholder', text.slice(start, start + 7), [...steps]]);
      return start + 7;
    },
  });
  expect(scan).toEqual({ outcome: 'complete' });
  expect(seen).toEqual([
    ['name', 'a', ['a']],
    ['string', 'x', ['a', 0]],
    ['name', 'b\\n', ['a', 1, 'b\\n']],
    ['string', 'y', ['a', 1, 'b\\n']],
    ['name', '', ['']],
    ['placeholder', '{{ z }}', ['']],
    ['name', 'a', ['a']],
    ['string', '\\"', ['a']],
  ]);
});
