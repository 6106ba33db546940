import fc from 'fast-check';
import { passesLuhn } from './luhn';

const VALID = ['4111111111111111', '5555555555554444', '378282246310005', '4222222222222'];

describe('the Luhn check', () => {
  test('finds every single wrong digit', () => {
    for (const number of VALID) {
      expect(passesLuhn(number)).toBe(true);
      for (let at = 0; at < number.length; at++) {
        for (const digit of '0123456789') {
          if (digit === number[at]) continue;
          expect(passesLuhn(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false);
        }
      }
    }
  });

  test('has exactly one right check digit for any digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{11,18}$/), (payload) => {
        expect([...'0123456789'].filter((check) => passesLuhn(payload + check))).toHaveLength(1);
      }),
    );
  });

  test.each(['', '4111 1111 1111 1111', '4111-1111', '٤١١١', 'four'])('is not passed by %j: digits only', (text) => {
    expect(passesLuhn(text)).toBe(false);
  });
});
