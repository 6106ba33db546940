import fc from 'fast-check';
import { canonicalJson } from './canonical-json';
import type { JsonValue } from './event-store.port';

const text = (value: JsonValue) => new TextDecoder().decode(canonicalJson(value));

test('members are sorted by UTF-16 code units and numbers take their shortest form, as in RFC 8785', () => {
  expect(text({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 })).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}',
  );
  expect(text([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  );
});

test('the order in which members were written does not show in the bytes', () => {
  expect(canonicalJson({ b: 1, a: { d: [], c: null } })).toEqual(canonicalJson({ a: { c: null, d: [] }, b: 1 }));
});

test('what was read back is written as the same bytes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 2 }), (value) => {
      const bytes = canonicalJson(value as JsonValue);
      const readBack = JSON.parse(new TextDecoder().decode(bytes)) as JsonValue;
      expect(canonicalJson(readBack)).toEqual(bytes);
    }),
  );
});

test.each([[NaN], [Infinity], ['\ud800'], [{ '\udc00': 1 }], [undefined]])('%p is refused, not changed', (value) => {
  expect(() => canonicalJson(value as JsonValue)).toThrow();
});
