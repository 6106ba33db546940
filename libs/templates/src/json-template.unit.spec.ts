import { CARD, json, KNOWN, KNOWN_FILTERS, parse } from './templates.fixture';

describe('placeholders in JSON', () => {
  test.each([
    ['a value becomes a string', '{"n": {{ account_number }}}', '{"n": "4111111111111111"}'],
    ['a number becomes a string too', '{"n": {{ amount }}}', '{"n": "1099"}'],
    ['unwrap makes it bare', '{"m": {{ expiration_month | unwrap }}}', '{"m": 5}'],
    ['unwrap makes it bare, also quoted', '{"m": "{{ expiration_month | unwrap }}"}', '{"m": 5}'],
    ['leading zeros go', '{"e": [{{ eci | unwrap }}, "{{ eci | unwrap }}", {{ eci }}]}', '{"e": [5, 5, "05"]}'],
    ['no digit of a long number is rounded', '[{{ account_number | unwrap }}]', '[4111111111111111]'],
    ['quoted, a value fills the string', '{"n": "{{ account_number }}"}', '{"n": "4111111111111111"}'],
    ['a longer string takes it in', '["{{ expiration_month }}/{{ expiration_year | yy }}"]', '["5/31"]'],
    ['unwrap in a longer string makes no number of it', '[" {{ eci | unwrap }}", "{{eci|unwrap}} "]', '[" 5", "5 "]'],
    ['two side by side', '["{{ eci | unwrap }}{{ eci | unwrap }}"]', '["55"]'],
    ['white space is free', '[{{eci}},{{\n\r\t eci\t|\nunwrap }},"{{   eci}}"]', '["05",5,"05"]'],
    ['the body may be one alone', ' {{ eci }} ', ' "05" '],
    ['the body may be a string', '"{{ eci | unwrap }}"', '5'],
    ['braces that close right after it', '{"a":{"b":{{ eci }}}}', '{"a":{"b":"05"}}'],
    ['after an escaped backslash', '["\\\\{{ eci }}\\\\"]', '["\\\\05\\\\"]'],
    ['after an escaped quotation mark', '["\\"{{ eci }}\\""]', '["\\"05\\""]'],
    [
      'deep in objects and arrays',
      '{"a":[{"b":[[{"c":{{ eci }}}]]},"{{ eci }}"]}',
      '{"a":[{"b":[[{"c":"05"}]]},"05"]}',
    ],
    ['no placeholder at all', '{"a": [1, "b", null]}', '{"a": [1, "b", null]}'],
  ])('%s', (_, template, rendered) => {
    expect(json(template)).toBe(rendered);
  });

  test.each([
    ['quotation marks', 'a"b', '"a\\"b"'],
    ['a backslash', 'a\\', '"a\\\\"'],
    ['line breaks and control characters', 'a\r\n\t\0\u001f', '"a\\r\\n\\t\\u0000\\u001f"'],
    ['non-ASCII', 'Zoë Œuvre 王 💳', '"Zoë Œuvre 王 💳"'],
    ['line separators', '\u2028\u2029', '"\u2028\u2029"'],
    ['a lone surrogate', '\ud800', '"\\ud800"'],
    ['an end of the string and a member', '", "admin": true, "x": "', '"\\", \\"admin\\": true, \\"x\\": \\""'],
  ])('a value with %s stays inside its string', (_, name, inserted) => {
    expect(json('[{{ cardholder_name }}]', { cardholder_name: name })).toBe(`[${inserted}]`);
    expect(json('["{{ cardholder_name }}"]', { cardholder_name: name })).toBe(`[${inserted}]`);
    expect(json('["<{{ cardholder_name }}>"]', { cardholder_name: name })).toBe(`["<${inserted.slice(1, -1)}>"]`);
  });

  test('a value that looks like a placeholder is never expanded', () => {
    const values = { ...CARD, cardholder_name: '{{ account_number }}', security_code: '{{' };
    expect(json('["{{ cardholder_name }}", {{ cardholder_name }}]', values)).toBe(
      '["{{ account_number }}", "{{ account_number }}"]',
    );
    // Not even one that comes to be where a value meets the text after it.
    expect(json('["{{ security_code }} account_number }}"]', values)).toBe('["{{ account_number }}"]');
  });

  test('everything but the placeholders comes through byte for byte', () => {
    const head =
      '\r\n{ "b" :1e400,"b":\t0.10000000000000000000000001 , "__proto__":{"x":-0}, "constructor" : 12345678901234567890,' +
      '"\\u007b\\u007b eci }}": "\\ud800 \\u00e9\\/ é \u2028 }} { {", "a":[ ], "c":{ },"d":';
    const tail = ',"d":[true,false,null]  }\n';
    expect(json(`${head}{{ eci }}${tail}`)).toBe(`${head}"05"${tail}`);
  });

  test('two braces are written with an escape, in values as in names', () => {
    const template = '{"{\\u007b": "{\\u007b eci }}", "a": "\\u007b\\u007b{{ eci }}}}"}';
    expect(json(template)).toBe(template.replace('{{ eci }}', '05'));
    expect(JSON.parse(String(json(template)))).toEqual({ '{{': '{{ eci }}', a: '{{05}}' });
  });

  test('says which placeholders there are', () => {
    const parsed = parse('json', '[{{ eci }}, "{{ amount | unwrap }}/{{ eci | unwrap }}", "{\\u007b cryptogram }}"]');
    expect(parsed.ok && [...parsed.template.placeholders]).toEqual(['eci', 'amount']);
  });

  test('a template can be rendered again, each time with its own values', () => {
    const parsed = parse('json', '[{{ eci }}]');
    if (!parsed.ok) throw new Error('refused');
    const bodies = ['05', null, '07'].map((eci) => parsed.template.render({ eci }));
    expect(bodies.map((rendered) => (rendered.ok ? String(rendered.body) : rendered.reason))).toEqual([
      '["05"]',
      'value_missing',
      '["07"]',
    ]);
  });
});

describe('what is no template in JSON', () => {
  test.each([
    ['{"card": {"number": {{ acount_number }}}}', `card.number: the placeholder acount_number is not known${KNOWN}`],
    ['{"items": [{"name": "{{ Eci }}"}]}', `items.0.name: the placeholder Eci is not known${KNOWN}`],
    ['[1, [{{ constructor }}]]', `1.0: the placeholder constructor is not known${KNOWN}`],
    ['{"a": {{ __proto__ }}}', `a: the placeholder __proto__ is not known${KNOWN}`],
    ['{"a": "{{ eci | lats4 }}"}', `a: the filter lats4 of eci is not known${KNOWN_FILTERS}`],
    ['{"a": {{ eci | constructor }}}', `a: the filter constructor of eci is not known${KNOWN_FILTERS}`],
    ['{"a": {{ eci | unwrap | last4 }}}', 'a: unwrap is not the last filter of eci'],
    ['{"a": {{ eci | unwrap | unwrap }}}', 'a: unwrap is not the last filter of eci'],
    ['{"a": {{ card.eci }}}', 'a: malformed placeholder: card.eci'],
    ['{"a": {{ eci() }}}', 'a: malformed placeholder: eci..'],
    ['{"a": {{ }}}', 'a: malformed placeholder: '],
    ['{"a": {{}}}', 'a: malformed placeholder: '],
    ['{"a": {{ eci | }}}', 'a: malformed placeholder: eci |'],
    ['{"a": {{ | unwrap }}}', 'a: malformed placeholder: | unwrap'],
    ['{"a": {{ eci amount }}}', 'a: malformed placeholder: eci amount'],
    ['{"a": {{ eci || yy }}}', 'a: malformed placeholder: eci || yy'],
    ['{"a": {{ "eci" }}}', 'a: malformed placeholder: .eci.'],
    ['{"a": "{{\\teci }}"}', 'a: malformed placeholder: .teci'],
    ['{"a": "{{\u00a0eci }}"}', 'a: malformed placeholder: .eci'],
    ['{"a": "{{{ eci }}}"}', 'a: malformed placeholder: . eci'],
    ['{"a": {{{ eci }}}', 'a: malformed placeholder: . eci'],
    ['{"a": "{{ eci"}', 'a: a placeholder is not closed'],
    ['{"a": "{{ eci }"}', 'a: a placeholder is not closed'],
    ['{"a": "text {{"}', 'a: a placeholder is not closed'],
    ['{"a": {{ eci }', 'a: a placeholder is not closed'],
    ['{"a": {{', 'a: a placeholder is not closed'],
    ['{"b": {"{{ eci }}": 1}}', 'b.{{ eci }}: placeholders stand in values, not in names'],
    ['{"{{": 1}', '{{: placeholders stand in values, not in names'],
  ])('%s', (template, error) => {
    expect(json(template)).toEqual(['invalid_template', error]);
  });

  test('all faults are named, one for each string', () => {
    expect(json('{"a": {{ b }}, "c": "{{ d }} {{ e }}", "f": {{ eci }}, "g": ["{{ eci | h }}"]}')).toEqual([
      'invalid_template',
      `a: the placeholder b is not known${KNOWN}`,
      `c: the placeholder d is not known${KNOWN}`,
      `g.0: the filter h of eci is not known${KNOWN_FILTERS}`,
    ]);
  });

  test.each([
    ['', ': is empty'],
    [' ', ': is not JSON at character 2'],
    ['{"a": {{ eci }} {{ eci }}}', ': is not JSON at character 17'],
    ['{"a": {{ eci }}0}', ': is not JSON at character 16'],
    ['{"a": -{{ eci }}}', 'a: is not JSON at character 7'],
    ['{{{ eci }}: 1}', ': is not JSON at character 11'],
    ['{"a": "\\{{ eci }}"}', 'a: is not JSON at character 8'],
    ['{"a": "\\u00{{ eci }}"}', 'a: is not JSON at character 8'],
    ['{"a": "{{ \t eci }}"}', 'a: is not JSON at character 11'],
    ['{"a": {{ eci }},}', ': is not JSON at character 17'],
    ['\ufeff{}', ': is not JSON at character 1'],
    ['account_number={{ account_number }}', ': is not JSON at character 1'],
    ['{"a": {{ eci }}', ': is not JSON at character 16'],
  ])('%s is not even JSON', (template, error) => {
    expect(json(template)).toEqual(['malformed_body', error]);
  });

  test('a body that is not JSON is that first of all', () => {
    expect(json('{"a": {{ b }}, "c"}')[0]).toBe('malformed_body');
  });

  test.each([[[0x22, 0xff, 0x22]], [[0x22, 0xc0, 0x80, 0x22]], [[0x22, 0xed, 0xa0, 0x80, 0x22]], [[0x22, 0xe2, 0x82]]])(
    'bytes that are not UTF-8 are refused: %j',
    (bytes) => {
      expect(json(Buffer.from(bytes))).toEqual(['malformed_body', ': is not UTF-8']);
    },
  );

  test('every missing value is named, with where it is wanted', () => {
    const values = { ...CARD, security_code: null, cardholder_name: undefined };
    expect(json('{"a": [{{ security_code }}, {{ eci }}], "b": "{{ cardholder_name | yy }}"}', values)).toEqual([
      'value_missing',
      'a.0: there is no value for security_code',
      'b: there is no value for cardholder_name',
    ]);
  });
});
