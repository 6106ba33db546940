import { CARD, form, KNOWN, KNOWN_FILTERS, parse } from './templates.fixture';

describe('placeholders in forms', () => {
  test.each([
    ['raw', 'n={{ account_number }}&m={{eci}}', 'n=4111111111111111&m=05'],
    ['encoded as a browser does', 'n=%7B%7B+account_number+%7D%7D', 'n=4111111111111111'],
    ['encoded as curl does', 'n=%7B%7B%20account_number%20%7C%20last4%20%7D%7D', 'n=1111'],
    ['encoded in small letters', 'n=%7b%7b+account_number+%7c+bin+%7d%7d', 'n=41111111'],
    ['encoded to the last letter', 'n=%7B%7B%65%63%69%7D%7D', 'n=05'],
    ['encoded in part', 'n={{%20eci%20%7C%20unwrap%20}%7D', 'n=5'],
    ['within a text', 'e=to+{{ expiration_month }}%2F{{ expiration_year | yy }}+', 'e=to+5%2F31+'],
    ['white space is free', 'e={{\r\n\teci%0D%0A%09}}', 'e=05'],
    ['unwrap as in JSON', 'e={{ eci | unwrap }}', 'e=5'],
    ['after an equals sign', 'a=b=={{ eci }}', 'a=b==05'],
    ['after an escaped percent sign', 'a=%25{{ eci }}&b=%7B%7D{{ eci }}', 'a=%2505&b=%7B%7D05'],
    ['without a name', '={{ eci }}', '=05'],
    ['no placeholder at all', 'a=b&&c&=%zz+%&a=%FF', 'a=b&&c&=%zz+%&a=%FF'],
    ['nothing', '', ''],
  ])('%s', (_, template, rendered) => {
    expect(form(template)).toBe(rendered);
  });

  test.each([
    ['what separates fields', 'a&b=c;d+e%20', 'a%26b%3Dc%3Bd%2Be%2520'],
    ['white space', 'Jane Doe\r\n', 'Jane%20Doe%0D%0A'],
    ['quotation marks and backslashes', `"'\\`, '%22%27%5C'],
    ['braces', '{{ eci }}', '%7B%7B%20eci%20%7D%7D'],
    ['other signs', '-._~!*()', '-._%7E%21%2A%28%29'],
    ['non-ASCII', 'Zoë 王 💳', 'Zo%C3%AB%20%E7%8E%8B%20%F0%9F%92%B3'],
    ['a lone surrogate', '\ud800', '%EF%BF%BD'],
  ])('a value with %s stays inside its field', (_, name, inserted) => {
    expect(form('a=<{{ cardholder_name }}>', { cardholder_name: name })).toBe(`a=<${inserted}>`);
  });

  test('a value that looks like a placeholder is never expanded', () => {
    expect(form('a={{ cardholder_name }} eci }}', { ...CARD, cardholder_name: '{{' })).toBe('a=%7B%7B eci }}');
  });

  test('two braces are written one raw and one encoded, in values as in names', () => {
    const template = '{%7B=%7b{ eci }}&b={%7B{{ eci }}}}&c={%7B%7B+eci+%7D%7D';
    expect(form(template)).toBe('{%7B=%7b{ eci }}&b={%7B05}}&c={05');
    expect(Object.fromEntries(new URLSearchParams('{%7B=%7b{ eci }}'))).toEqual({ '{{': '{{ eci }}' });
  });

  test('says which placeholders there are', () => {
    const parsed = parse('form', 'a={{ eci }}&b=%7B%7Bamount%7D%7D&c={{ eci | unwrap }}&d=%7B{ cryptogram }}');
    expect(parsed.ok && [...parsed.template.placeholders]).toEqual(['eci', 'amount']);
  });
});

describe('what is no template in a form', () => {
  test.each([
    ['card%5Bnumber%5D={{ number }}', `card[number]: the placeholder number is not known${KNOWN}`],
    ['a+b={{ eci | x }}', `a b: the filter x of eci is not known${KNOWN_FILTERS}`],
    ['a={{ eci | unwrap | last4 }}', 'a: unwrap is not the last filter of eci'],
    ['a={{ eci%00 }}', 'a: malformed placeholder: eci.'],
    ['a={{ %C3%AB }}', 'a: malformed placeholder: .C3.AB'],
    ['a={{ eci', 'a: a placeholder is not closed'],
    ['a={{ eci }&b=}', 'a: a placeholder is not closed'],
    ['a={{ e&ci }}', 'a: a placeholder is not closed'],
    ['a=%7B%7Beci', 'a: a placeholder is not closed'],
    ['{{ eci }}=a', '{{ eci }}: placeholders stand in values, not in names'],
    ['{{ eci }}', '{{ eci }}: placeholders stand in values, not in names'],
    ['%7B%7B+eci+%7D%7D=a', '{{ eci }}: placeholders stand in values, not in names'],
    ['a=%{{ eci }}', 'a: an incomplete percent-escape stands before a placeholder'],
    ['a={{ eci }}%3{{ eci }}', 'a: an incomplete percent-escape stands before a placeholder'],
    ['a=%25%%7B%7Beci}}', 'a: an incomplete percent-escape stands before a placeholder'],
  ])('%s', (template, error) => {
    expect(form(template)).toEqual(['invalid_template', error]);
  });

  test('all faults are named, one for each field', () => {
    expect(form('a={{ b }}{{ c }}&d={{ eci }}&e={{ f }}')).toEqual([
      'invalid_template',
      `a: the placeholder b is not known${KNOWN}`,
      `e: the placeholder f is not known${KNOWN}`,
    ]);
  });

  test('every missing value is named, with where it is wanted', () => {
    expect(form('a={{ security_code }}&b={{ cardholder_name | yy }}', { ...CARD, security_code: null })).toEqual([
      'value_missing',
      'a: there is no value for security_code',
      'b: the filter yy does not fit the value of cardholder_name',
    ]);
  });

  test('bytes that are not UTF-8 are refused', () => {
    expect(form(Buffer.from([0x61, 0x3d, 0xff]))).toEqual(['malformed_body', ': is not UTF-8']);
  });
});
