import fc from 'fast-check';
import { cardFace } from './card-face';

describe('what is shown of a card number', () => {
  test.each([
    ['6205500000000000004', '62055000*******0004', '62055000'],
    ['4111111111111111', '41111111****1111', '41111111'],
    ['378282246310005', '378282*****0005', '378282'],
    ['30569309025904', '305693****5904', '305693'],
    ['4222222222222', '*********2222', null],
    ['501800000009', '********0009', null],
  ])('%s becomes %s, its issuer identification number %s', (accountNumber, masked, issuerIdentificationNumber) => {
    expect(cardFace(accountNumber)).toMatchObject({
      masked,
      issuerIdentificationNumber,
      lastFour: accountNumber.slice(-4),
      length: accountNumber.length,
    });
  });

  test('is never more than twelve digits, and at least four stay hidden in every number of 12 to 19 digits', () => {
    const digits = fc
      .integer({ min: 12, max: 19 })
      .chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)));
    fc.assert(
      fc.property(digits, (accountNumber) => {
        const { masked } = cardFace(accountNumber);
        expect(masked).toHaveLength(accountNumber.length);
        expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(12);
        expect(masked.split('*').length - 1).toBeGreaterThanOrEqual(4);
        expect([...masked].every((shown, i) => shown === '*' || shown === accountNumber[i])).toBe(true);
      }),
    );
  });
});
