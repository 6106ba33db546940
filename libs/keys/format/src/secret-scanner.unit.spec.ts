import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { generateKey } from './generate-key';

const rules = readFileSync(`${import.meta.dirname}/../../../../infra/secret-scanner/latchkey.gitleaks.toml`, 'utf8');

/** One literal, in the part of the syntax that RE2 and JavaScript read alike. */
const patterns = [...rules.matchAll(/^regex = '''(.+)'''$/gm)].map(([, pattern]) => pattern);
const pattern = new RegExp(patterns[0] ?? '(?!)');
const keywords = [...(/^keywords = \[(.+)\]$/m.exec(rules)?.[1] ?? '').matchAll(/"(.+?)"/g)].map(
  ([, word]) => word ?? '',
);
const found = (text: string): string | null =>
  keywords.some((word) => text.toLowerCase().includes(word)) ? (pattern.exec(text)?.[0] ?? null) : null;

const generated = (mode: 'live' | 'test') => generateKey({ mode, keyId: randomUUID() }).key;

describe('the secret scanner rule', () => {
  test('is one regular expression that RE2 takes as well', () => {
    expect(patterns).toHaveLength(1);
    expect(pattern.source).not.toMatch(/\(\?[=!<]|\\[1-9]/);
  });

  test.each(['live', 'test'] as const)('finds every generated %s key, whole', (mode) => {
    for (let count = 0; count < 500; count += 1) {
      const key = generated(mode);
      expect(found(key)).toBe(key);
    }
  });

  test.each<[string, (key: string) => string]>([
    ['an assignment', (key) => `LATCHKEY_API_KEY=${key}\n`],
    ['JSON', (key) => `{"key":"${key}"}`],
    ['escaped JSON', (key) => `"{\\"key\\":\\"${key}\\"}"`],
    ['a header', (key) => `curl -H 'x-api-key: ${key}' https://api.example`],
    ['a URL', (key) => `https://api.example/?key%3D${key}&x=1`],
    ['a sentence', (key) => `use ${key}.`],
    ['a name it is glued to', (key) => `KEY_${key}`],
  ])('finds a key in %s', (_, surround) => {
    const key = generated('live');
    expect(found(surround(key))).toBe(key);
  });

  test.each<[string, (key: string) => string]>([
    ['of another mode', (key) => key.replace('lk_live_', 'lk_prod_')],
    ['of another product', (key) => key.replace('lk_', 'sk_')],
    ['in capitals', (key) => key.toUpperCase()],
    ['one character short', (key) => key.slice(0, -1)],
    ['one character long', (key) => `${key}0`],
    ['with a dash in its secret', (key) => `${key.slice(0, 40)}-${key.slice(41)}`],
    ['with its second underscore missing', (key) => key.slice(0, 30) + key.slice(31)],
    ['cut after its id', (key) => key.slice(0, 31)],
  ])('does not take for a key a text %s', (_, change) => {
    expect(found(change(generated('live')))).toBeNull();
  });

  test('does not take the display form for a key', () => {
    expect(found(generateKey({ mode: 'live', keyId: randomUUID() }).display)).toBeNull();
  });
});
