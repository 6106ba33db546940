import { randomUUID } from 'node:crypto';
import { BASE62 } from './base62';
import { generateKey } from './generate-key';

const keyId = '8c7e1f52-3b0a-4d6e-9a41-5c2d7e8f9012';
const secretOf = (key: string) => key.slice(31, 74);

describe('generating a key', () => {
  test('has 80 characters of which a double click selects all', () => {
    for (const mode of ['live', 'test'] as const)
      expect(generateKey({ mode, keyId }).key).toMatch(new RegExp(`^lk_${mode}_[0-9A-Za-z]{22}_[0-9A-Za-z]{49}$`));
  });

  test('shows of itself only prefix, six characters of the id and the last four', () => {
    const { key, display } = generateKey({ mode: 'live', keyId });
    expect(display).toBe(`lk_live_${key.slice(8, 14)}…${key.slice(-4)}`);
    expect(display).toHaveLength(19);
  });

  test('two keys never share a secret, even for one id', () => {
    const secrets = Array.from({ length: 1000 }, () => secretOf(generateKey({ mode: 'live', keyId }).key));
    expect(new Set(secrets).size).toBe(1000);
  });

  /**
   * Chi-square with 61 degrees of freedom: above 200 with a probability of about 1e-16, so that this never fails by
   * chance; taking a byte modulo 62 without rejection gives more than 2,000 for this sample.
   */
  test('the characters of secrets are uniform', () => {
    const counts = new Map<string, number>();
    const keys = Array.from({ length: 5_000 }, () => generateKey({ mode: 'test', keyId: randomUUID() }).key);
    for (const character of keys.map(secretOf).join('')) counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = (5_000 * 43) / 62;
    const chiSquare = Array.from(BASE62, (character) => ((counts.get(character) ?? 0) - expected) ** 2 / expected);
    expect(chiSquare.reduce((sum, term) => sum + term)).toBeLessThan(200);
  });

  test.each([
    '',
    'x',
    keyId.toUpperCase(),
    keyId.replace('-4', '-1'),
    `${keyId} `,
    '00000000-0000-0000-0000-000000000000',
  ])('the id %j, which is no lower-case UUIDv4, is a bug of the caller', (id) => {
    expect(() => generateKey({ mode: 'live', keyId: id })).toThrow(TypeError);
  });
});
