import fc from 'fast-check';
import { FILTERS } from './filters';
import { CARD, json } from './templates.fixture';
import { type TemplateValues } from './template-values';

const NO = null;

/** A value, then what each filter makes of it; `unwrap` as it stands bare in JSON. */
const table: readonly (readonly [string, string | number, Record<string, string | null>])[] = [
  ['19 digits', '6205500000000000004', { unwrap: '6205500000000000004', last4: '0004', bin: '62055000', yy: NO }],
  ['16 digits', '4111111111111111', { unwrap: '4111111111111111', last4: '1111', bin: '41111111', yy: NO }],
  ['15 digits', '378282246310005', { unwrap: '378282246310005', last4: '0005', bin: '378282', yy: NO }],
  ['14 digits', '30569309025904', { unwrap: '30569309025904', last4: '5904', bin: '305693', yy: NO }],
  ['13 digits', '4222222222222', { unwrap: '4222222222222', last4: '2222', bin: NO, yy: NO }],
  ['12 digits', '501800000009', { unwrap: '501800000009', last4: '0009', bin: NO, yy: NO }],
  ['a year', 2031, { unwrap: '2031', last4: '2031', bin: NO, yy: '31' }],
  ['a year with a zero', 2005, { unwrap: '2005', last4: '2005', bin: NO, yy: '05' }],
  ['a year as text', '2031', { unwrap: '2031', last4: '2031', bin: NO, yy: '31' }],
  ['a year of two digits', '31', { unwrap: '31', last4: NO, bin: NO, yy: NO }],
  ['a month', 5, { unwrap: '5', last4: NO, bin: NO, yy: NO }],
  ['a month as text', '05', { unwrap: '5', last4: NO, bin: NO, yy: NO }],
  ['a security code', '012', { unwrap: '12', last4: NO, bin: NO, yy: NO }],
  ['zeros', '000', { unwrap: '0', last4: NO, bin: NO, yy: NO }],
  ['nothing of it', 0, { unwrap: '0', last4: NO, bin: NO, yy: NO }],
  ['an amount', 109900, { unwrap: '109900', last4: '9900', bin: NO, yy: NO }],
  ['an amount below zero', -1099, { unwrap: '-1099', last4: NO, bin: NO, yy: NO }],
  ['a fraction', '-007.50', { unwrap: '-7.50', last4: NO, bin: NO, yy: NO }],
  ['an exponent', '1e+21', { unwrap: '1e+21', last4: NO, bin: NO, yy: NO }],
  ['a name', 'Jane Doe', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['a name of four letters', 'Jane', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['digits of another script', '٢٠٣١', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['a cryptogram', CARD.cryptogram, { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['nothing', '', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['digits and a line feed', '2031\n', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['hexadecimal', '0x10', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['a word that JSON has', 'true', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['a plus', '+5', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
  ['half a fraction', '5.', { unwrap: NO, last4: NO, bin: NO, yy: NO }],
];
const cases = table.flatMap(([kind, value, results]) =>
  Object.entries(results).map(([filter, result]) => [filter, kind, value, result] as const),
);

describe('filters', () => {
  test.each(cases)('%s of %s', (filter, _kind, value, result) => {
    const rendered = json(`{"a": {{ cardholder_name | ${filter} }}}`, { cardholder_name: value });
    expect(rendered).toEqual(
      result === null
        ? ['value_missing', `a: the filter ${filter} does not fit the value of cardholder_name`]
        : `{"a": ${filter === 'unwrap' ? result : `"${result}"`}}`,
    );
  });

  test.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('a value of %s is not there', (value) => {
    for (const filter of ['', ...[...FILTERS.keys()].map((name) => `| ${name}`)]) {
      expect(json(`{"a": {{ security_code ${filter} }}}`, { security_code: value })).toEqual([
        'value_missing',
        'a: there is no value for security_code',
      ]);
    }
  });

  test('an empty text is a value', () => {
    expect(json('{"a": {{ cardholder_name }}}', { cardholder_name: '' })).toBe('{"a": ""}');
  });

  test('a value that is not an own member of the values is not there', () => {
    const inherited: TemplateValues = Object.create({ eci: '05' });
    expect(json('[{{ eci }}]', inherited)).toEqual(['value_missing', '0: there is no value for eci']);
  });

  test('several apply from left to right, each to what the one before it made', () => {
    expect(json('[{{ account_number | bin | last4 | yy | unwrap }}]', { account_number: '4111120405678900' })).toBe(
      '[4]',
    );
    expect(json('[{{ account_number | last4 | bin }}]')).toEqual([
      'value_missing',
      '0: the filter bin does not fit the value of account_number',
    ]);
  });

  test.each([...FILTERS])('%s takes any text and gives the same answer again', (_name, filter) => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[0-9]{0,25}$/),
      fc.double().map(String),
      fc.constantFrom('-', '-0', '00', '.5', '1e', 'e1', '0e0', '\0'),
    );
    fc.assert(
      fc.property(text, (value) => {
        const result = filter(value);
        expect(filter(value)).toBe(result);
        if (result !== null)
          expect(() => JSON.parse(filter === FILTERS.get('unwrap') ? result : `"${result}"`)).not.toThrow();
      }),
    );
  });

  test('unwrap takes every JSON number and keeps what it means', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(5), (number, zeros) => {
        const digits = JSON.stringify(number);
        const padded = digits.replace(/^-?/, (sign) => sign + '0'.repeat(zeros));
        expect(JSON.parse(FILTERS.get('unwrap')?.(padded) ?? 'null')).toBe(JSON.parse(digits));
      }),
    );
  });
});
