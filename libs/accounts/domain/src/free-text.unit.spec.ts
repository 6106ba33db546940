import fc from 'fast-check';
import { checkFreeText } from './free-text';

const reasonOf = (text: string, maxLength?: number) => {
  const checked = checkFreeText(text, maxLength);
  return checked.ok ? null : checked.reason;
};

describe('free text', () => {
  test('is trimmed and brought into NFC', () => {
    expect(checkFreeText('  Cafe\u0301 München \n')).toEqual({ ok: true, value: 'Café München' });
  });

  test.each([
    ['Checkout EU'],
    ['日本語の鍵'],
    ['👩‍👩‍👧 family'],
    ["O'Brien & Sons <shop>"],
    ['2026-11-23 to 2026-11-24'],
    ['مفتاح'],
    ['x'],
  ])('%j is kept as it is', (text) => {
    expect(checkFreeText(text)).toEqual({ ok: true, value: text });
  });

  test.each(['', ' ', '\t\n', '\u200b', ' \u2060 \ufeff', '\u3000', '\u3164', '\u115f\uffa0', '\ufe0f', '\u2800'])(
    '%j is empty to the eye and refused',
    (text) => {
      expect(reasonOf(text)).toBe('must not be empty');
    },
  );

  test('may have 100 code points and not one more, counted after trimming and NFC', () => {
    expect(reasonOf('k'.repeat(100))).toBeNull();
    expect(reasonOf('k'.repeat(101))).toBe('must have at most 100 characters');
    expect(reasonOf(` ${'😀'.repeat(100)} `)).toBeNull();
    expect(reasonOf('😀'.repeat(101))).toBe('must have at most 100 characters');
    expect(reasonOf('e\u0301'.repeat(100))).toBeNull();
    expect(reasonOf('k'.repeat(1_000_000))).toBe('must have at most 100 characters');
    expect(reasonOf('abc', 2)).toBe('must have at most 2 characters');
  });

  test.each(['a\u0000b', 'a\nb', 'a\tb', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'a\u202eb', 'a\u2066b'])(
    '%j holds a control character and is refused',
    (text) => {
      expect(reasonOf(text)).toBe('must not contain control characters');
    },
  );

  test.each(['a\ud800b', '\udc00', 'ok\ud83d'])('a lone surrogate is refused', (text) => {
    expect(reasonOf(text)).toBe('must be well-formed Unicode text');
  });

  test('a key or a card number in it is refused, without being quoted', () => {
    expect(reasonOf('card 4111 1111 1111 1111')).toBe('must not contain a card number');
    expect(reasonOf(`lk_test_${'a'.repeat(22)}_${'b'.repeat(49)}`)).toBe('must not contain an API key');
  });

  test('any text is either refused or in a form that is accepted unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 130 }), (text) => {
        const checked = checkFreeText(text);
        if (checked.ok) expect(checkFreeText(checked.value)).toEqual(checked);
        else expect(checked.reason).toMatch(/^must /);
      }),
      { numRuns: 200 },
    );
  });
});
