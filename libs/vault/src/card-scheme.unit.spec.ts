import { detectScheme } from './card-scheme';
import { passesLuhn } from './luhn';

/** Test numbers that the schemes and acquirers publish. */
const PUBLISHED: readonly [string, string][] = [
  ['4111111111111111', 'VISA'],
  ['4012888888881881', 'VISA'],
  ['4222222222222', 'VISA'],
  ['5555555555554444', 'Mastercard'],
  ['5105105105105100', 'Mastercard'],
  ['2223003122003222', 'Mastercard'],
  ['2223000048400011', 'Mastercard'],
  ['378282246310005', 'American Express'],
  ['371449635398431', 'American Express'],
  ['6011111111111117', 'Discover'],
  ['6011000990139424', 'Discover'],
  ['30569309025904', 'Diners Club'],
  ['38520000023237', 'Diners Club'],
  ['36227206271667', 'Diners Club'],
  ['3530111333300000', 'JCB'],
  ['3566002020360505', 'JCB'],
  ['6200000000000005', 'UnionPay'],
  ['6205500000000000004', 'UnionPay'],
];

describe('the scheme of a card number', () => {
  test.each(PUBLISHED)('%s is %s and passes the Luhn check', (accountNumber, scheme) => {
    expect(detectScheme(accountNumber)).toBe(scheme);
    expect(passesLuhn(accountNumber)).toBe(true);
  });

  test.each([
    ['the last before the Mastercard 2 series', '2220990000000000', 'Unknown'],
    ['the first of the Mastercard 2 series', '2221000000000000', 'Mastercard'],
    ['the last of the Mastercard 2 series', '2720990000000000', 'Mastercard'],
    ['the first after the Mastercard 2 series', '2721000000000000', 'Unknown'],
    ['below Mastercard', '5099999999999999', 'Unknown'],
    ['above Mastercard', '5600000000000000', 'Unknown'],
    ['the first of JCB', '3528000000000000', 'JCB'],
    ['the last of JCB', '3589999999999999', 'JCB'],
    ['above JCB', '3590000000000000', 'Unknown'],
    ['an American Express of the wrong length', '3782822463100055', 'Unknown'],
    ['a Mastercard of the wrong length', '555555555555444', 'Unknown'],
    ['twelve digits', '411111111111', 'Unknown'],
  ])('%s: %s is %s', (_, accountNumber, scheme) => {
    expect(detectScheme(accountNumber)).toBe(scheme);
  });
});
