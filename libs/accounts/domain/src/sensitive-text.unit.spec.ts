import fc from 'fast-check';
import { findSensitive, passesLuhn } from './sensitive-text';

// Test numbers that the card networks publish.
const testCards = ['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117', '30569309025904'];
const card = fc.constantFrom(...testCards);
const digitsOf = (text: string) => Array.from(text, Number);

describe('card numbers in text', () => {
  test.each(testCards)(
    'the test number %# is found plain, spaced, dashed and in other scripts of its digits',
    (number) => {
      const groups = number.match(/.{1,4}/g) ?? [];
      const spellings = [
        number,
        groups.join(' '),
        groups.join('-'),
        groups.join('.'),
        groups.join(' \u2013 '),
        groups.join('\u00a0'),
        groups.join('\u200b'),
        groups.join('\ufe0f\u034f'),
        groups.join('\u3164'),
        groups.join('\u2800'),
        ...[0xff10, 0x660, 0x6f0, 0x966, 0x1d7d8, 0x1e950, 0x116da].map((zero) =>
          number.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit))),
        ),
      ];
      expect(spellings.map(findSensitive)).toEqual(spellings.map(() => 'a card number'));
    },
  );

  test('one is found among words, dates and other digits', () => {
    fc.assert(
      fc.property(
        card,
        fc.constantFrom('', ' ', 'x', '2026 ', 'no. 12-', '#'),
        fc.constantFrom('', '!', ' 12/28', ' 123'),
        (number, before, after) => {
          expect(findSensitive(before + number + after)).toBe('a card number');
        },
      ),
    );
  });

  test('one is found inside an unbroken run that is too long to be one', () => {
    expect(findSensitive(`${'4111111111111111'}${'9'.repeat(20)}`)).toBe('a card number');
    expect(findSensitive(`12345${'4111111111111111'}`)).toBe('a card number');
  });

  test.each(['4111111111111112', '4111 1111 1111 1112', '4111-1111-1111-1112'])('%s, mistyped, is none', (text) => {
    expect(findSensitive(text)).toBeNull();
  });

  test.each(['411111111111', 'order 12345678', '+49 170 1234567', '10.0.0.1', '2026-11-23T10:00:00'])(
    '%j is none',
    (text) => {
      expect(findSensitive(text)).toBeNull();
    },
  );

  test('no card number of 13 to 19 digits gets through, wherever it is split', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 });
    fc.assert(
      fc.property(
        digits,
        fc.array(fc.nat(17), { maxLength: 6 }),
        fc.constantFrom(' ', '-', ' - '),
        (body, cuts, separator) => {
          const check = Array.from({ length: 10 }, (_, digit) => digit).find((digit) => passesLuhn([...body, digit]));
          const number = [...body, check].map(
            (digit, at) => (at > 0 && cuts.includes(at) ? separator : '') + String(digit),
          );
          expect(findSensitive(`ref ${number.join('')} end`)).toBe('a card number');
        },
      ),
    );
  });
});

describe('the Luhn check', () => {
  test('holds for every published test number, and for none of them with one digit changed', () => {
    for (const number of testCards) {
      expect(passesLuhn(digitsOf(number))).toBe(true);
      for (let at = 0; at < number.length; at += 1)
        for (let other = 0; other < 10; other += 1)
          if (String(other) !== number[at])
            expect(passesLuhn(digitsOf(number.slice(0, at) + String(other) + number.slice(at + 1)))).toBe(false);
    }
  });
});

describe('API keys in text', () => {
  const id = '3fK9aBcDeFgHiJkLmNoPqR';
  const secret = 'x'.repeat(49);
  test.each([
    ['whole', `lk_live_${id}_${secret}`],
    ['of the other mode', `lk_test_${id}_${secret}`],
    ['among words', `my key is lk_live_${id}_${secret}, keep it`],
    ['cut short', `lk_live_${id}_xxxxx`],
    ['broken into lines', `lk_live_${id}_ ${secret.slice(0, 20)} ${secret.slice(20)}`],
    ['in capitals', `LK_LIVE_${id}_${secret}`],
    ['with an invisible character in it', `lk_li\u200bve_${id}_${secret}`],
    ['in full-width letters', `ｌｋ＿ｌｉｖｅ＿${id}_${secret}`],
  ])('a key %s is found', (_, text) => {
    expect(findSensitive(text)).toBe('an API key');
  });

  test.each(['lk_live_3fK9aB…x7Qe', 'lk_test_', `lk_live_${id}`])('%j gives nothing away', (text) => {
    expect(findSensitive(text)).toBeNull();
  });
});

test('no UUID is taken for a card number, and none hides one beside it', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 4 }), (id) => {
      expect(findSensitive(id)).toBeNull();
      expect(findSensitive(`${id} 4111111111111111`)).toBe('a card number');
    }),
    { numRuns: 5_000 },
  );
  expect(findSensitive('8c7e1b4a-1111-4222-8333-123456789abc')).toBeNull();
});

describe('a token or digest', () => {
  test.each([
    ['256 random bits in base64url', 'k3Jd-0aQz_Xw8LmN5vBtY2uRfPq7sHgE1cViOo4TzAb'],
    ['the same among words', 'our token k3Jd-0aQz_Xw8LmN5vBtY2uRfPq7sHgE1cViOo4TzAb, keep it'],
    ['SHA-256 in hex', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  ])('%s is found', (_, text) => {
    expect(findSensitive(text)).toBe('a token or digest');
  });

  test.each([
    'Donaudampfschifffahrtsgesellschaftskapitaenswitwe',
    'https://shop.example/spring-collection-2026-with-free-shipping-to-all-of-europe',
    '8c7e1b4a-9a0d-4f6e-8b1c-5d3e7f90a2bc',
  ])('%s is none', (text) => {
    expect(findSensitive(text)).toBeNull();
  });
});
