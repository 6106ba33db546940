import fc from 'fast-check';
import { BASE62, base62Digit, fromBase62, isBase62, toBase62 } from './base62';
import { isUuidV4, uuidFromBase62, uuidToBase62 } from './uuid-base62';

const base62 = (length: number) =>
  fc
    .array(fc.constantFrom(...BASE62), { minLength: length, maxLength: length })
    .map((characters) => characters.join(''));
const valueOf = (text: string) =>
  Array.from(text).reduce((value, digit) => value * 62n + BigInt(BASE62.indexOf(digit)), 0n);

describe('base62', () => {
  test('numbers round trip at a fixed length, and sort as their texts do', () => {
    const number = fc.integer({ min: 0, max: 62 ** 6 - 1 });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(fromBase62(toBase62(a, 6), 0, 6)).toBe(a);
        expect(toBase62(a, 6)).toHaveLength(6);
        expect(toBase62(a, 6) < toBase62(b, 6)).toBe(a < b);
      }),
    );
  });

  test('only its 62 characters are digits', () => {
    const codes = Array.from({ length: 0x10000 }, (_, code) => code);
    expect(codes.filter((code) => base62Digit(code) !== BASE62.indexOf(String.fromCharCode(code)))).toEqual([]);
    expect(isBase62('ab-cd', 0, 2)).toBe(true);
    expect(isBase62('ab-cd', 0, 3)).toBe(false);
    expect(isBase62('ab', 0, 3)).toBe(false);
  });
});

describe('UUIDs in base62', () => {
  test('round trip', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), (uuid) => {
        const text = uuidToBase62(uuid);
        expect(text).toHaveLength(22);
        expect(valueOf(text)).toBe(BigInt(`0x${uuid.replaceAll('-', '')}`));
        expect(uuidFromBase62(text)).toBe(uuid);
        expect(uuidFromBase62(`xy${text}z`, 2)).toBe(uuid);
      }),
      { numRuns: 500 },
    );
  });

  test('a text is a UUIDv4 or nothing: each id has one text only', () => {
    fc.assert(
      fc.property(base62(22), (text) => {
        const uuid = uuidFromBase62(text);
        if (uuid === null) return;
        expect(isUuidV4(uuid)).toBe(true);
        expect(uuidToBase62(uuid)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test('more than 128 bits are refused, and not folded onto another id', () => {
    const tooMuch = fc.bigInt({ min: 2n ** 128n, max: 62n ** 22n - 1n });
    fc.assert(
      fc.property(tooMuch, (value) => {
        let [text, rest] = ['', value];
        for (; text.length < 22; rest /= 62n) text = BASE62.charAt(Number(rest % 62n)) + text;
        expect(uuidFromBase62(text)).toBeNull();
      }),
    );
  });

  test('other versions and variants are refused', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), (value) => {
        const hex = value.toString(16).padStart(32, '0');
        const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
        let [text, rest] = ['', value];
        for (; text.length < 22; rest /= 62n) text = BASE62.charAt(Number(rest % 62n)) + text;
        expect(uuidFromBase62(text)).toBe(isUuidV4(uuid) ? uuid : null);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['', 'short', `${'0'.repeat(21)}-`, '0'.repeat(21)])('%j is none', (text) => {
    expect(uuidFromBase62(text)).toBeNull();
  });
});
