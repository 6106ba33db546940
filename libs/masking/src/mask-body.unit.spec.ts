import {
  CARD,
  CARD_ENCODINGS,
  CODE,
  CODE_ENCODINGS,
  CRYPTOGRAM,
  CRYPTOGRAM_ENCODINGS,
  NUMBERS,
  POSITIONS,
} from './encodings.fixture';
import type { Injected } from './injected';
import { leaks } from './leaks.fixture';
import { maskBody } from './masker.fixture';

const JSON_TYPE = 'application/json; charset=utf-8';
const ALL = [CARD, CRYPTOGRAM, CODE];
const masked = async (text: string, injected: readonly Injected[] = ALL, type?: string) =>
  (await maskBody(Buffer.from(text, 'latin1'), type, injected)).toString('latin1');

const cases = [
  ...NUMBERS.flatMap((secret) => CARD_ENCODINGS.map(([name, encode]) => ({ secret, name, encode }))),
  ...CRYPTOGRAM_ENCODINGS.map(([name, encode]) => ({ secret: CRYPTOGRAM, name, encode })),
  ...[CODE, { kind: 'security_code', value: '1234' } as const].flatMap((secret) =>
    CODE_ENCODINGS.map(([name, encode]) => ({ secret, name, encode })),
  ),
].map((one) => ({ ...one, digits: one.secret.value.length }));

describe('what was injected never comes back, and nothing else changes', () => {
  test.each(cases)('$secret.kind of $digits: $name', async ({ secret, encode }) => {
    for (const [position, before, after] of POSITIONS) {
      const body = Buffer.from(before + encode(secret.value) + after, 'latin1');
      expect([position, leaks(body, secret)]).toEqual([position, true]);
      const result = await maskBody(body, 'text/plain', [secret]);
      expect([position, leaks(result, secret)]).toEqual([position, false]);
      const text = result.toString('latin1');
      expect([position, text.startsWith(before), text.endsWith(after)]).toEqual([position, true, true]);
    }
  });
});

describe('what is put in its place', () => {
  test.each([
    ['6205500000000000004', '62055000*******0004'],
    ['4111111111111111', '41111111****1111'],
    ['378282246310005', '378282*****0005'],
    ['30569309025904', '305693****5904'],
    ['4222222222222', '*********2222'],
    ['501800000009', '********0009'],
  ])('%s is shown as %s, as the project shows every card', async (value, shown) => {
    expect(await masked(`<${value}>`, [{ kind: 'network_token', value }])).toBe(`<${shown}>`);
  });

  test('separators stay, escapes of hidden digits go', async () => {
    expect(await masked('4111 1111-1111.1111')).toBe('4111 1111-****.1111');
    expect(await masked('4111%201111%20%31%31%31%31%201111')).toBe('4111%201111%20****%201111');
  });

  test('base64 stays as long as it was, and decodes to the document with the number masked', async () => {
    const body = Buffer.from(`{"name":"\u00e9>?","number":"${CARD.value}","n":1}`).toString('base64');
    const result = await masked(`data/${body}`);
    expect(result).toHaveLength(body.length + 5);
    expect(Buffer.from(result.slice(5), 'base64').toString()).toBe(
      '{"name":"\u00e9>?","number":"41111111****1111","n":1}',
    );
  });

  test('a cryptogram and its padding become asterisks, a security code three of them', async () => {
    expect(await masked(`[${CRYPTOGRAM.value}] (${CODE.value})`)).toBe(`[${'*'.repeat(28)}] (***)`);
    expect(await masked('cvv=1234;', [{ kind: 'security_code', value: '1234' }])).toBe('cvv=***;');
  });

  test.each(['application/json', 'Application/JSON;charset=utf-8', 'application/problem+json', 'text/json'])(
    'a bare number of JSON becomes a string: %s',
    async (type) => {
      const body = `{"a":${CARD.value},"b":[ -${CARD.value}.5e3 ,${CODE.value}],"c":"\\"${CARD.value}","d":${CODE.value}}`;
      expect(JSON.parse(await masked(body, ALL, type))).toEqual({
        ...{ a: '41111111****1111', b: ['-41111111****1111.5e3', '***'], c: '"41111111****1111', d: '***' },
      });
    },
  );

  test('elsewhere, or where no JSON value can stand, no quotation marks are added', async () => {
    expect(await masked(`{"a":${CARD.value}}`, ALL, 'text/html')).toBe('{"a":41111111****1111}');
    expect(await masked(`{"a":${CARD.value}}`, ALL, undefined)).toBe('{"a":41111111****1111}');
    expect(await masked(`<b>${CARD.value}</b>`, ALL, JSON_TYPE)).toBe('<b>41111111****1111</b>');
  });

  test('JSON stays JSON with every escape, in front of the number too', async () => {
    for (const text of ['\\n', '\\u', '\\\\', '\\"', '\\/']) {
      for (const secret of NUMBERS) {
        const body = `{"a":"${text}${secret.value}","b":"\\u0034${text}${secret.value}"}`;
        const result = await masked(body, [secret], JSON_TYPE);
        expect(() => JSON.parse(result)).not.toThrow();
      }
    }
  });
});

describe('values that overlap or touch leave nothing', () => {
  test('a number within a longer one, whichever comes first', async () => {
    const [long, short] = [
      { kind: 'network_token', value: '6205501800000009004' } as const,
      { kind: 'card_number', value: '501800000009' } as const,
    ];
    for (const injected of [
      [long, short],
      [short, long],
    ]) {
      expect(await masked(long.value, injected)).toBe(`${'*'.repeat(15)}9004`);
    }
  });

  test('the same number over and over, and one that begins within itself', async () => {
    expect(await masked(CARD.value.repeat(3))).toBe('41111111****1111'.repeat(3));
    const periodic = { kind: 'card_number', value: '4242424242424242' } as const;
    const result = await masked('42'.repeat(12), [periodic]);
    expect(result).toBe(`42424242${'*'.repeat(16)}`);
    expect(await masked(periodic.value, [periodic])).toBe('42424242****4242');
  });
});

describe('what only looks alike stays', () => {
  test.each([
    'a longer word: x737, 7370, 0737, 7 3 71, A7 3 7',
    'another number: 4111111011111111, 4111 1110 1111 1111, 4111,1111,1111,1111',
    'half a cryptogram: AgAAAAA/AIR8CQ',
    'a longer word of base64: MNzM3',
    `ten separators: 41111111${' '.repeat(10)}11112222`,
    '',
  ])('%s', async (text) => {
    const body = Buffer.from(text);
    expect(await maskBody(body, JSON_TYPE, ALL)).toBe(body);
  });

  test('three bytes within base64 that has no text around them', async () => {
    const body = Buffer.from(Buffer.from(`\u0002\u0003/${CODE.value}/\u0001`).toString('base64'));
    expect(await maskBody(body, JSON_TYPE, ALL)).toBe(body);
  });

  test('a short value is masked wherever it stands alone, also by coincidence', async () => {
    expect(await masked('total 737, 737.00 EUR, id 8-737-9, x_737')).toBe('total ***, ***.00 EUR, id 8-***-9, x_***');
  });

  test('nothing injected, or nothing in it, changes nothing', async () => {
    const body = Buffer.from('4111111111111111');
    expect(await maskBody(body, JSON_TYPE, [])).toBe(body);
    expect(await maskBody(body, JSON_TYPE, [{ kind: 'cryptogram', value: '' }])).toBe(body);
  });

  test('a value that is not of its kind is masked as text', async () => {
    expect(await masked('a no number b', [{ kind: 'card_number', value: 'no number' }])).toBe('a ********* b');
    expect(await masked('1234567', [{ kind: 'card_number', value: '12345' }])).toBe('*****67');
  });
});
