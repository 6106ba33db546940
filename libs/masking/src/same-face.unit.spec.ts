import fc from 'fast-check';
import { CARD, CARD_ENCODINGS, NUMBERS } from './encodings.fixture';
import type { Injected } from './injected';
import { maskBody, maskText } from './masker.fixture';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const firstOf = ({ value: { length } }: Injected) => (length >= 16 ? 8 : length >= 14 ? 6 : 0);
const withHidden = (secret: Injected, hidden: string) =>
  secret.value.slice(0, firstOf(secret)) + hidden + secret.value.slice(-4);
const hiddenCount = (secret: Injected) => secret.value.length - firstOf(secret) - 4;

/** The same at every run, and spread over all there are. */
const candidates = (secret: Injected): string[] => {
  const count = hiddenCount(secret);
  const random = Array.from({ length: 200 }, (_, i) =>
    `${(i * 6_180_339 + 12_345) % 10 ** count}`.padStart(count, '0'),
  );
  return random.map((hidden) => withHidden(secret, hidden));
};

describe('whoever sends every number there is with the same first and last digits learns nothing from an echo', () => {
  test.each(NUMBERS)('$value: two hundred candidates come back as the number itself does', async (secret) => {
    const sent = [...candidates(secret), secret.value];
    const result = (await maskBody(Buffer.from(JSON.stringify(sent)), 'application/json', [secret])).toString();
    const face = secret.value.slice(0, firstOf(secret)) + '*'.repeat(hiddenCount(secret)) + secret.value.slice(-4);
    expect(new Set(JSON.parse(result) as string[])).toEqual(new Set([face]));
  });

  // Of twelve or thirteen digits the first are hidden, and may look like a part of an escape.
  const cases = NUMBERS.flatMap((secret) =>
    CARD_ENCODINGS.filter(([name]) => firstOf(secret) > 0 || !name.startsWith('behind')).map(([name, encode]) => ({
      ...{ secret, name, encode },
    })),
  );
  test.each(cases)('$secret.value, $name: candidates are masked as the number itself is', ({ secret, encode }) => {
    for (const [before, after] of [
      ['"', '"'],
      ['x 12 ', ' 34 x'],
    ]) {
      const results = [...candidates(secret).slice(0, 50), secret.value].map((value) => ({
        value,
        result: maskText(`${before}${encode(value)}${after}`, [secret]),
      }));
      expect(results.filter(({ value, result }) => result.includes(encode(value)))).toEqual([]);
      expect(new Set(results.map(({ result }) => result)).size).toBe(1);
    }
  });

  test('not even where the first digits repeat themselves and go on in the hidden ones', () => {
    const periodic = { kind: 'card_number', value: '4242424242424242' } as const;
    for (const around of ['', '1', '42', '42 ']) {
      const results = ['4242', '4200', '1234'].map((hidden) =>
        maskText(`${around}42424242${hidden}4242${around}`, [periodic]),
      );
      expect(new Set(results).size).toBe(1);
    }
  });
});

describe('a number that was cut or rounded', () => {
  test.each([
    ['4111111111111111', 9, '41111111*'],
    ['4111111111111111', 12, '41111111****'],
    ['4111111111111111', 15, '41111111****111'],
    ['378282246310005', 7, '378282*'],
    ['6205500000000000004', 15, '62055000*******'],
  ])('%s after %d digits is %s', (value, length, shown) => {
    for (const secret of [value, value.slice(0, 8) + '9'.repeat(value.length - 12) + value.slice(-4)]) {
      expect(maskText(`pan=${value.slice(0, length)}...`, [{ kind: 'card_number', value: secret }])).toBe(
        `pan=${shown}...`,
      );
    }
  });

  test('shows none of its hidden digits at its end', () => {
    const amex = { kind: 'card_number', value: '378282246310005' } as const;
    expect(maskText('x7310005', [amex])).toBe('x7310005');
    expect(maskText('46310005', [amex])).toBe('****0005');
    expect(maskText('[82246310005]', [amex])).toBe('[82*****0005]');
    expect(maskText('1234567 890 82246310005', [amex])).toBe('1234567 890 82*****0005');
    expect(maskText('99999990005; 9999 9990 005', [amex])).toBe('99*****0005; 99** ***0 005');
    expect(maskText('501800000009'.slice(2), [{ kind: 'card_number', value: '501800000009' }])).toBe('******0009');
  });

  test('of twelve digits is hidden right behind a percent sign, though its first two look like an escape', () => {
    const short = { kind: 'card_number', value: '301800000009' } as const;
    expect(maskText('%30180000000999', [short])).toBe('*******000999');
  });

  test('shows only its first digits as they are', () => {
    expect(maskText('41111111 00001111 12/30', [CARD])).toBe('41111111 ****1111 12/30');
    expect(maskText('{"bin":"41111111","last4":"1111"}', [CARD])).toBe('{"bin":"41111111","last4":"1111"}');
  });

  test('as JavaScript reads one of nineteen digits', () => {
    const value = '6205500012345678901';
    expect(`${Number(value)}`).not.toBe(value);
    const result = maskText(`{"a":${Number(value)},"b":${Number(value).toExponential()}}`, [
      { kind: 'network_token', value },
    ]);
    expect(result).toBe('{"a":62055000*******9000,"b":6.2055000*******9e+18}');
  });

  test('has lost its leading zeros', () => {
    const secret = { kind: 'card_number', value: '0123456789123458' } as const;
    expect(maskText('{"a":123456789123458,"b":123456700003458,"c":"0123456789123458"}', [secret])).toBe(
      '{"a":1234567****3458,"b":1234567****3458,"c":"01234567****3458"}',
    );
    expect(maskText('x12345678912345899', [secret])).toBe('x1234567****345899');
    const short = { kind: 'card_number', value: '001800000009' } as const;
    expect(maskText('[1800000009]', [short])).toBe('[******0009]');
    const zeros = { kind: 'card_number', value: '0000012345678901' } as const;
    expect(maskText('[12345678901] [12399998901] [1239999890]', [zeros])).toBe(
      '[123****8901] [123****8901] [1239999890]',
    );
  });
});

test.each([
  'numbers of other issuers: 5555555555554444, 5105 1051 0510 5100, 6011111111111117, 30569309025904, 3566002020360505',
  'amounts: 1000, 12.50, 1,234,567.89, 10000000.00, -1111',
  'times: 2026-01-31T11:11:11.111Z, 1767225600, 1767225600000, 20260131111112',
  'UUIDs: 41111111-1111-7111-8111-111111111112 0190a3c4-7f0b-7cc1-9a5e-3b1f5c0d9e77',
  'telephone numbers: +49 30 1234567, (555) 010-9999',
  'a spaced number of another issuer whose third group is the same: 5454 5454 1111 5454',
])('%s', async (text) => {
  const body = Buffer.from(text.replace('41111111-1111-7', 'a1111111-2222-7'));
  for (const secret of [CARD, { kind: 'network_token', value: '378282246310005' } as const]) {
    expect((await maskBody(body, 'application/json', [secret])).toString()).toBe(body.toString());
  }
});

test('what is masked is decided by what anybody may know', async () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  const pair = fc.integer({ min: 12, max: 19 }).chain((length) => {
    const secret = { kind: 'card_number', value: '0'.repeat(length) } as const;
    return fc.tuple(digits(length), digits(hiddenCount(secret)));
  });
  const around = fc.string({ unit: fc.constantFrom(...'0149 -."%&#;\\uABx='), maxLength: 60 });
  const pieces = fc.array(around, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(pair, pieces, async ([value, hidden], texts) => {
      const secret = { kind: 'card_number', value } as const;
      const other = { ...secret, value: withHidden(secret, hidden) } as const;
      const body = bytesOf(texts.join(`${value.slice(0, 9)}"${value}"${value.slice(-9)}`));
      const [one, two] = await Promise.all([[secret], [other]].map((injected) => maskBody(body, undefined, injected)));
      expect(one).toEqual(two);
    }),
  );
});
