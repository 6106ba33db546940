import { CARD, CARD_ENCODINGS, CODE, CRYPTOGRAM, CRYPTOGRAM_ENCODINGS } from './encodings.fixture';
import { leaks } from './leaks.fixture';
import { maskText } from './masker.fixture';

describe('a header', () => {
  const cases = [
    ...CARD_ENCODINGS.map(([name, encode]) => ({ name, secret: CARD, encode })),
    ...CRYPTOGRAM_ENCODINGS.map(([name, encode]) => ({ name, secret: CRYPTOGRAM, encode })),
  ];
  test.each(cases)('never shows $secret.kind: $name', ({ secret, encode }) => {
    const result = maskText(`before="${encode(secret.value)}"; after`, [secret]);
    expect(leaks(Buffer.from(result, 'latin1'), secret)).toBe(false);
    expect([result.startsWith('before="'), result.endsWith('"; after')]).toEqual([true, true]);
  });

  test('keeps characters beyond ASCII, in latin1 and beyond it', () => {
    expect(maskText(`\u00e9 ${CARD.value} \u00ff ${CODE.value}`, [CARD, CODE])).toBe(
      '\u00e9 41111111****1111 \u00ff ***',
    );
    expect(maskText(`\u20ac ${CARD.value} \u{1f600}`, [CARD])).toBe('\u20ac 41111111****1111 \u{1f600}');
  });

  test('shows nothing in base64 whose first letter looks like a part of an escape', () => {
    const secret = { kind: 'cryptogram', value: 'hJJLtQa+Iws8AREbEbjsA1MAAAA=' } as const;
    const base64 = Buffer.from(secret.value).toString('base64');
    expect(Buffer.from(maskText(`%4${base64}`, [secret]).slice(2), 'base64').toString()).toBe('*'.repeat(28));
  });

  test('without a secret is the same, even if it is no text', () => {
    for (const text of ['', 'application/json', '\u00ff\u0000', '\ud800 \u20ac'])
      expect(maskText(text, [CARD, CODE])).toBe(text);
  });
});
