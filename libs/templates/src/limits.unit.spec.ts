import {
  MAX_ERRORS,
  MAX_EXPRESSION_CHARS,
  MAX_NESTING,
  MAX_PLACEHOLDERS,
  MAX_RENDERED_BYTES,
  MAX_TEMPLATE_BYTES,
} from './limits';
import { CARD, form, json, parse } from './templates.fixture';

const MIB = 1024 * 1024;
const fill = (head: string, unit: string, tail: string, bytes: number): string => {
  const room = bytes - Buffer.byteLength(head) - Buffer.byteLength(tail);
  const count = Math.floor(room / Buffer.byteLength(unit));
  return head + unit.repeat(count) + ' '.repeat(room - count * Buffer.byteLength(unit)) + tail;
};

describe('limits of templates', () => {
  test('are the documented ones', () => {
    expect([
      MAX_TEMPLATE_BYTES,
      MAX_RENDERED_BYTES,
      MAX_PLACEHOLDERS,
      MAX_NESTING,
      MAX_EXPRESSION_CHARS,
      MAX_ERRORS,
    ]).toEqual([MIB, 2 * MIB, 1000, 100, 200, 100]);
  });

  test('a body of 1 MiB is taken, one byte more is not', () => {
    const largest = fill('{"a":{{ eci }},"b":"', 'é', '"}', MIB);
    expect(json(largest)).toBe(largest.replace('{{ eci }}', '"05"'));
    expect(json(`${largest} `)).toEqual(['payload_too_large', ': is larger than 1048576 bytes']);
    const largestForm = fill('a={{ eci }}&b=', 'é', '', MIB);
    expect(form(largestForm)).toBe(largestForm.replace('{{ eci }}', '05'));
    expect(form(`${largestForm}x`)).toEqual(['payload_too_large', ': is larger than 1048576 bytes']);
  });

  test('1,000 placeholders are taken, one more is not, wherever they stand', () => {
    for (const [hole, filled] of [
      ['{{ eci }}', '"05"'],
      ['"{{ eci }}"', '"05"'],
      ['"{{ eci | unwrap }}"', '5'],
    ] as const) {
      expect(json(`[${Array(1000).fill(hole).join()}]`)).toBe(`[${Array(1000).fill(filled).join()}]`);
      expect(json(`[${Array(1001).fill(hole).join()}]`)).toEqual([
        'invalid_template',
        ': has more than 1000 placeholders',
      ]);
    }
    expect(json(`"${'{{eci}}'.repeat(1000)}"`)).toBe(`"${'05'.repeat(1000)}"`);
    expect(json(`"${'{{eci}}'.repeat(1001)}"`)[0]).toBe('invalid_template');
    expect(form(`a=${'{{eci}}'.repeat(1000)}`)).toBe(`a=${'05'.repeat(1000)}`);
    expect(form('&a={{eci}}'.repeat(1000))).toBe('&a=05'.repeat(1000));
    expect(form(`a=${'{{eci}}'.repeat(1001)}`)).toEqual(['invalid_template', ': has more than 1000 placeholders']);
    expect(form('&a={{eci}}'.repeat(1001))[0]).toBe('invalid_template');
  });

  test('objects and arrays within each other: 100 are taken, one more is not', () => {
    const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}{{ eci }}${'}]'.repeat(depth / 2)}`;
    expect(json(nested(100))).toBe(nested(100).replace('{{ eci }}', '"05"'));
    expect(json(`[${nested(100)}]`)).toEqual([
      'malformed_body',
      expect.stringMatching(/^0\.0\.a\..*…: is nested more than 100 deep$/),
    ]);
  });

  test('between the braces there are at most 200 characters', () => {
    const hole = (spaces: number) => `{{eci${' '.repeat(spaces)}}}`;
    expect(json(`[${hole(197)}]`)).toBe('["05"]');
    expect(json(`[${hole(198)}]`)).toEqual(['invalid_template', '0: malformed placeholder: eci']);
    expect(form(`a=${hole(197)}`)).toBe('a=05');
    expect(form(`a=${hole(198)}`)[0]).toBe('invalid_template');
  });

  test('at most 100 faults are named', () => {
    expect(json(`[${Array(200).fill('{{ x }}').join()}]`)).toHaveLength(1 + 100);
    expect(form('a={{ x }}&'.repeat(200))).toHaveLength(1 + 100);
    expect(json(`[${Array(200).fill('{{ eci }}').join()}]`, {})).toHaveLength(1 + 100);
  });

  test('beyond a limit the rest is not even looked at', () => {
    for (const hole of ['{{ eci }}', '"{{ eci }}"']) {
      expect(json(`[${`${hole},`.repeat(1001)} no JSON`)[0]).toBe('invalid_template');
    }
    for (const fault of ['{{ x }}', '"{{ x }}"', '{"{{":1}']) {
      expect(json(`[${`${fault},`.repeat(99)} no JSON`)[0]).toBe('malformed_body');
      expect(json(`[${`${fault},`.repeat(100)} no JSON`)[0]).toBe('invalid_template');
    }
  });

  test('a rendered body of 2 MiB is taken, one byte more is not', () => {
    const template = '{"a":{{ cardholder_name }},"b":"{{ cardholder_name }}"}';
    const chars = (2 * MIB - '{"a":"","b":""}'.length) / 2;
    const tooLarge = ['payload_too_large', ': is larger than 2097152 bytes with its values in place'];
    expect(json(template, { cardholder_name: 'x'.repeat(Math.floor(chars)) })).toHaveLength(2 * MIB - 1);
    expect(json(template, { cardholder_name: 'x'.repeat(Math.ceil(chars)) })).toEqual(tooLarge);
    // Counted in bytes, as they are sent.
    expect(json('[{{ cardholder_name }}]', { cardholder_name: '王'.repeat(MIB) })).toEqual(tooLarge);
    expect(form('a={{ cardholder_name }}', { cardholder_name: '王'.repeat(MIB / 4) })).toEqual(tooLarge);
    expect(form(`a=${'{{ cardholder_name }}'.repeat(1000)}`, { cardholder_name: 'x'.repeat(MIB) })).toEqual(tooLarge);
  });
});

describe('a body that was made to be slow is dealt with in time', () => {
  /** Of the processor, not of the clock: other work on the machine does not count. Far above what it takes, some 100 ms. */
  const MAX_CPU_MS = 3_000;

  const jsonBodies: readonly (readonly [string, string, string])[] = [
    ['braces alone', '{'.repeat(MIB), 'invalid_template'],
    ['braces in a string', `"${'{'.repeat(MIB - 2)}"`, 'invalid_template'],
    ['braces that open and none that close', fill('["', '{{ eci ', '"]', MIB), 'invalid_template'],
    ['many strings with braces', fill('["', '{{","', '"]', MIB), 'invalid_template'],
    ['many strings without', fill('[', '"",', '{{ eci }}]', MIB), 'ok'],
    ['many strings, braces at the end', fill('[', '"{",', '"{{"]', MIB), 'invalid_template'],
    ['brackets', '['.repeat(500_000), 'malformed_body'],
    ['brackets that close', '['.repeat(500_000) + ']'.repeat(500_000), 'malformed_body'],
    ['objects in objects', '{"a":'.repeat(200_000), 'malformed_body'],
    ['empty arrays', fill('[', '[],', '1]', MIB), 'ok'],
    ['members of one name', fill('{', '"a":1,', '"a":{{ eci }}}', MIB), 'ok'],
    ['one long number', fill('', '1', '', MIB), 'ok'],
    ['one long number that is none', fill('-', '1', '.', MIB), 'malformed_body'],
    ['zeros with exponents', fill('[', '0e0,', '0e]', MIB), 'malformed_body'],
    ['escapes', fill('"', '\\u007b', '"', MIB), 'ok'],
    ['backslashes', fill('"', '\\\\', '{{ eci }}"', MIB), 'ok'],
    ['white space', fill('{"a":', ' ', '{{ eci }} }', MIB), 'ok'],
    ['white space in a placeholder', fill('[{{ eci ', ' ', '}}]', MIB), 'invalid_template'],
    [
      'a name of 1 MiB over 999 placeholders',
      fill('{"', '\\u0061', `":[${Array(999).fill('{{eci}}').join()}]}`, MIB),
      'ok',
    ],
    ['filters', fill('[{{ amount', '|last4', '}}]', MIB), 'invalid_template'],
    ['placeholders', fill('["', '{{eci}}', '"]', MIB), 'invalid_template'],
    ['unknown placeholders', fill('["', '{{x}}","', '"]', MIB), 'invalid_template'],
    ['names with braces', fill('{', '"{{":1,', '"a":1}', MIB), 'invalid_template'],
  ];
  const formBodies: readonly (readonly [string, string, string])[] = [
    ['braces alone', '{'.repeat(MIB), 'invalid_template'],
    ['braces in a value', `a=${'{'.repeat(MIB - 2)}`, 'invalid_template'],
    ['encoded braces', fill('a=', '%7B', '', MIB), 'invalid_template'],
    ['braces of both kinds', fill('a=', '{%7B', '', MIB), 'ok'],
    ['braces that open and none that close', fill('a=', '{{ eci ', '', MIB), 'invalid_template'],
    ['many fields with braces', fill('', 'a={{&', '', MIB), 'invalid_template'],
    ['many fields, braces at the end', fill('', 'a={&', 'a={{', MIB), 'invalid_template'],
    ['ampersands', '&'.repeat(MIB), 'ok'],
    ['equals signs', '='.repeat(MIB), 'ok'],
    ['percent signs', `a=${'%'.repeat(MIB - 2)}`, 'ok'],
    ['a long value before 999 placeholders', fill('a=', '%41', '{{eci}}'.repeat(999), MIB), 'ok'],
    ['a long name before 999 placeholders', fill('', 'a', `={{eci}}${'{{eci}}'.repeat(998)}`, MIB), 'ok'],
    ['white space in a placeholder', fill('a={{ eci ', '%20', '}}', MIB), 'invalid_template'],
  ];

  test.each([
    ...jsonBodies.map(([name, body, outcome]) => ['json' as const, name, body, outcome] as const),
    ...formBodies.map(([name, body, outcome]) => ['form' as const, name, body, outcome] as const),
  ])('%s: %s', (format, _name, body, outcome) => {
    const before = process.cpuUsage();
    const parsed = parse(format, body);
    const rendered = parsed.ok && parsed.template.render(CARD).ok;
    const { user, system } = process.cpuUsage(before);
    expect(parsed.ok ? rendered && 'ok' : parsed.reason).toBe(outcome);
    expect((user + system) / 1000).toBeLessThan(MAX_CPU_MS);
  });
});
