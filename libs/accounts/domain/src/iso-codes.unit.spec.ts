import { isCountryCode, isCurrencyCode } from './iso-codes';

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const pairs = letters.flatMap((first) => letters.map((second) => first + second));

describe('country codes', () => {
  test('are the 249 of ISO 3166-1, each with a name', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const known = pairs.filter(isCountryCode);
    expect(known).toHaveLength(249);
    expect(known.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  test.each(['', 'de', 'DEU', 'ZZ', 'UK', 'EU', 'XK', ' DE', 'AN'])('%j is none', (text) => {
    expect(isCountryCode(text)).toBe(false);
  });
});

describe('currency codes', () => {
  test('are codes in use, each with a name', () => {
    const known = pairs.flatMap((pair) => letters.map((third) => pair + third)).filter(isCurrencyCode);
    const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
    expect(known).toHaveLength(155);
    expect(known.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  test.each(['EUR', 'USD', 'GBP', 'JPY', 'CHF', 'XOF', 'SLE', 'VED'])('%s is one', (text) => {
    expect(isCurrencyCode(text)).toBe(true);
  });

  test.each(['', 'eur', 'EURO', 'XXX', 'XTS', 'XAU', 'DEM', 'HRK', 'CLF'])('%j is none to be paid in', (text) => {
    expect(isCurrencyCode(text)).toBe(false);
  });
});
