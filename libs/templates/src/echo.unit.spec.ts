import fc from 'fast-check';
import { CARD, form, json, KNOWN, KNOWN_FILTERS, parse } from './templates.fixture';

describe('errors of templates', () => {
  test.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '"4111111111111111"',
    'x|4111111111111111',
  ])('a card number between braces is not repeated: %s', (number) => {
    for (const rendered of [json(`{"a": {{ ${number} }}}`), form(`a={{ ${number} }}`)]) {
      expect(rendered[0]).toBe('invalid_template');
      expect(rendered[1]).not.toMatch(/4111/);
    }
  });

  test('nor is a cryptogram, by mistake put where its name belongs', () => {
    const cryptogram = 'Ai0DZn8/QrLk+2mVxT9wEbYcHdA=';
    expect(json(`[{{ ${cryptogram} }}]`)).toEqual(['invalid_template', '0: malformed placeholder: redacted']);
    expect(json(`[{{ eci | ${cryptogram} }}]`)).toEqual(['invalid_template', '0: malformed placeholder: redacted']);
  });

  test('a card number as a name is not repeated, nor one that is a filter', () => {
    expect(json('{"4111111111111111": {{ x }}}')).toEqual([
      'invalid_template',
      `[redacted]: the placeholder x is not known${KNOWN}`,
    ]);
    expect(form('4111+1111+1111+1111={{ x }}')).toEqual([
      'invalid_template',
      `[redacted]: the placeholder x is not known${KNOWN}`,
    ]);
    expect(json('[{{ eci | 4111111111111111 }}]')).toEqual([
      'invalid_template',
      `0: the filter redacted of eci is not known${KNOWN_FILTERS}`,
    ]);
  });

  test('names are shortened, and shown as what they mean', () => {
    const long = `{"${'ab '.repeat(100_000)}": {{ ${'x '.repeat(90)} }}}`;
    expect(json(long)[1]).toBe(`${'ab '.repeat(33)}a…: malformed placeholder: ${'x '.repeat(30)}`);
    expect(json('{"caf\\u00e9\\n\\"": {"\\ud83d\\ude00": {{ x }}}}')[1]).toBe(
      `café?".😀: the placeholder x is not known${KNOWN}`,
    );
    expect(form('caf%C3%A9%0A=%7B%7Bx}}')[1]).toBe(`café?: the placeholder x is not known${KNOWN}`);
  });

  test('whatever stands between braces, a message is short and of plain characters', () => {
    const inner = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('a', ' ', '|', '{', '}', '<', '\u202e'), maxLength: 300 }),
    );
    fc.assert(
      fc.property(inner, fc.constantFrom('json', 'form'), (text, format) => {
        const body = format === 'json' ? `[{{${text}}}]` : `a={{${text}}}`;
        const parsed = parse(format as 'json' | 'form', body);
        if (parsed.ok) return;
        for (const { message } of parsed.errors) {
          expect(message.replace(/; known are .*$/, '')).toMatch(/^[a-zA-Z0-9_ |.:,-]{1,120}$/);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('no value ever stands in an error', () => {
    const values = { ...CARD, account_number: 'QQQQ', cardholder_name: 'QQQQ', security_code: 'QQQQ' };
    for (const name of ['account_number', 'cardholder_name', 'security_code']) {
      for (const filter of ['unwrap', 'last4', 'bin', 'yy']) {
        const rendered = json(`[{{ ${name} | ${filter} }}]`, values);
        expect(rendered).toEqual(['value_missing', `0: the filter ${filter} does not fit the value of ${name}`]);
      }
    }
    const tooLarge = json('[{{ cardholder_name }}]', { cardholder_name: 'Q'.repeat(3 << 20) });
    expect(JSON.stringify(tooLarge)).not.toContain('Q');
  });
});
