import fc from 'fast-check';
import { scrub, scrubJsonLine } from './scrub';

const CARDS = ['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117', '4222222222222'];
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base62 = (length: number) =>
  fc
    .array(fc.constantFrom(...BASE62), { minLength: length, maxLength: length })
    .map((characters) => characters.join(''));
const key = fc
  .tuple(fc.constantFrom('live', 'test'), base62(22), base62(49))
  .map(([mode, id, secret]) => ({ text: `lk_${mode}_${id}_${secret}`, secret }));
const noise = fc.string({ maxLength: 60, unit: 'binary' });
/** Digits right beside a card number make another, longer number of it. */
const besideDigits = fc
  .tuple(noise, fc.constantFrom('"', ' ', ':', 'a', '\\', '\n', '=', ','))
  .map(([text, edge]) => text + edge);

describe('scrub', () => {
  test('no key comes out, whatever stands around it', () => {
    fc.assert(
      fc.property(noise, key, noise, (before, { text, secret }, after) => {
        expect(scrub(before + text + after)).not.toContain(secret.slice(0, 43));
      }),
    );
  });

  test('no part of a key that was cut off comes out', () => {
    fc.assert(
      fc.property(key, fc.integer({ min: 16, max: 78 }), ({ text }, length) => {
        expect(scrub(`key ${text.slice(0, length)}`)).toMatch(/^key lk_(live|test)_\[redacted\]$/);
      }),
    );
  });

  test('no card number comes out, as a run or in groups', () => {
    const grouped = fc
      .tuple(fc.constantFrom(...CARDS), fc.constantFrom('', ' ', '-', '  ', ' - '), fc.integer({ min: 2, max: 6 }))
      .map(([digits, separator, size]) => ({
        digits,
        shown: digits.match(new RegExp(`.{1,${size}}`, 'g'))!.join(separator), // never empty
      }));
    fc.assert(
      fc.property(besideDigits, grouped, noise, (before, { digits, shown }, after) => {
        const following = /^[0-9]|^[ -]{0,3}[0-9]/.test(after) ? `.${after}` : after;
        const scrubbed = scrub(before + shown + following);
        expect(scrubbed.replaceAll(/[ -]/g, '')).not.toContain(digits);
      }),
    );
  });

  test('a card number after other groups of digits is found', () => {
    expect(scrub('on 2026-11-04 4111111111111111 was refused')).toBe('on 2026-11-04 [redacted] was refused');
    expect(scrub('12 4111 1111 1111 1111 99')).not.toContain('1111');
  });

  test.each([
    ['a JWT', 'token eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ.eyJpc3MiOiJjb21tZXJjZSJ9.c2lnbmF0dXJl!', 'token [redacted]!'],
    ['a bearer token', 'authorization: Bearer abcdefgh12345678, next', 'authorization: Bearer [redacted], next'],
    ['a digest', `{"digest":"${'A'.repeat(43)}","n":1}`, '{"digest":"[redacted]","n":1}'],
    [
      'a digest inside quoted JSON',
      `"{\\"digest\\":\\"${'-_aZ09'.repeat(7)}x\\"}"`,
      '"{\\"digest\\":\\"[redacted]\\"}"',
    ],
    ['a labelled hex digest', `key_digest = ${'0123456789abcdef'.repeat(4)}.`, 'key_digest = [redacted].'],
    ['a password', 'password=correct-horse-battery', 'password=[redacted]'],
    ['a key in a URL', `/x?k=lk%5Flive%5F${'a'.repeat(22)}%5F${'b'.repeat(49)}`, '/x?k=lk_live_[redacted]'],
  ])('takes out %s', (_, text, expected) => {
    expect(scrub(text)).toBe(expected);
  });

  test.each([
    'lk_live_3fK9aB…x7Qe',
    '{"time":1763894357122,"position":"0000000000000000018"}',
    '2026-11-23T10:39:17.123Z',
    'request 87415976-1111-4111-8111-411111111111 took 0.53 ms',
    'order 4111111111111112',
    'digest of the day, secret: none, password too short',
    '',
  ])('leaves %j alone', (text) => {
    expect(scrub(text)).toBe(text);
    expect(scrubJsonLine(text)).toBe(text);
  });

  test('no UUID and no time of this century in milliseconds is mangled', () => {
    const millisecond = fc.integer({ min: 1_000_000_000_000, max: 1_999_999_999_999 });
    fc.assert(
      fc.property(fc.uuid(), (uuid) => void expect(scrub(`id ${uuid} `)).toBe(`id ${uuid} `)),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(millisecond, (ms) => void expect(scrub(`{"t":${ms}}`)).toBe(`{"t":${ms}}`)),
      { numRuns: 2_000 },
    );
  });
});

describe('scrubJsonLine', () => {
  test('what was JSON is JSON afterwards, also when a card number stood there as a number', () => {
    expect(scrubJsonLine('{"n":4111111111111111,"s":"a \\" 4111111111111111"}')).toBe(
      '{"n":"[redacted]","s":"a \\" [redacted]"}',
    );
    const value = fc.oneof(
      fc.constantFrom(...CARDS).map(Number),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...CARDS),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(value, fc.array(value))), (line) => {
        const scrubbed = scrubJsonLine(JSON.stringify(line));
        expect(() => JSON.parse(scrubbed) as unknown).not.toThrow();
        expect(CARDS.filter((card) => scrubbed.includes(card))).toEqual([]);
      }),
    );
  });
});
