import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataDirectory, openDataDirectory } from './data-directory';
import { ensureSecrets, type Secrets } from './secrets';

const PAIRS = [
  ['commerce-service-key.json', 'service-public-keys.json', 'commerce'],
  ['key-management-service-key.json', 'commerce-service-public-keys.json', 'key-management'],
] as const;
const KEYS_OF_SERVICES: readonly string[] = PAIRS.flatMap(([privateKey, publicKeys]) => [privateKey, publicKeys]);

describe('the secrets of a data directory', () => {
  const path = mkdtempSync(join(tmpdir(), 'latchkey-secrets-'));
  const directory = join(path, 'secrets');
  afterAll(() => rmSync(path, { recursive: true }));

  const ensure = (): Secrets => {
    const data: DataDirectory = openDataDirectory(path);
    try {
      return ensureSecrets(data);
    } finally {
      data.release();
    }
  };
  const change = (name: string, edit: (text: string) => string): (() => void) => {
    const file = join(directory, name);
    const text = readFileSync(file, 'utf8');
    expect(edit(text)).not.toBe(text);
    writeFileSync(file, edit(text));
    return () => writeFileSync(file, text);
  };

  test('are made once', () => {
    expect(ensure()).toEqual(ensure());
    expect(readdirSync(directory)).toHaveLength(10);
  });

  test.each([
    ['emptied', () => ''],
    ['cut off by a few characters', (text: string) => text.slice(0, -5)],
    ['cut off by half', (text: string) => text.slice(0, text.length / 2)],
    ['valid but void', () => '{}'],
  ])('are named, each of them, when they are %s', (_, edit) => {
    for (const name of readdirSync(directory).filter((each) => !KEYS_OF_SERVICES.includes(each))) {
      const restore = change(name, edit);
      expect(ensure).toThrow(
        `The file ${join(directory, name)} is damaged and what is stored cannot be read without it: put it back, or delete ${path} to start afresh.`,
      );
      restore();
    }
  });

  test('are named when they are missing', () => {
    const restore = change('root-key.json', () => '');
    rmSync(join(directory, 'root-key.json'));
    expect(ensure).toThrow(`The file ${join(directory, 'root-key.json')} is missing and what is stored`);
    restore();
  });

  describe.each(PAIRS)('the key pair in %s and %s', (privateKey, publicKeys, service) => {
    const read = (name: string): string => readFileSync(join(directory, name), 'utf8');
    const expectPair = (): void => {
      const own = JSON.parse(read(privateKey)) as { kid: string; private_key: { x: string } };
      const shown = { service, kid: own.kid, public_key: { x: own.private_key.x } };
      expect(JSON.parse(read(publicKeys))).toMatchObject({ generated_for: 'development', keys: [shown] });
    };

    test('is one', () => {
      ensure();
      expectPair();
    });

    test.each([
      ['missing', (names: readonly string[]) => names.forEach((name) => rmSync(join(directory, name)))],
      ['damaged', (names: readonly string[]) => names.forEach((name) => change(name, (text) => text.slice(0, -5)))],
      ['under another name', (names: readonly string[]) => names.forEach((name) => change(name, otherKid))],
      ['of another pair', (names: readonly string[]) => names.forEach((name) => change(name, otherKey))],
    ])('is made anew if one of its files or both are %s, for nothing that is stored needs it', (how, spoil) => {
      const others = readdirSync(directory).filter((name) => name !== privateKey && name !== publicKeys);
      const before = others.map(read);
      for (const spoiled of [
        [privateKey],
        [publicKeys],
        ...(how.includes('another') ? [] : [[privateKey, publicKeys]]),
      ]) {
        ensure();
        const old = read(privateKey);
        spoil(spoiled);
        ensure();
        expect(read(privateKey)).not.toBe(old);
        expectPair();
      }
      expect(others.map(read)).toEqual(before);
    });

    const otherKid = (text: string): string => text.replace(/"kid":"[^"]+"/, `"kid":"${service}-other"`);
    const otherKey = (text: string): string => text.replace(/"x":"[^"]+"/, `"x":"${'A'.repeat(43)}"`);
  });

  test('have a fingerprint that another pepper or root key changes, and a further version does not', () => {
    const { fingerprint } = ensure();
    const other = Buffer.alloc(32, 7).toString('base64');
    for (const name of ['peppers.json', 'root-key.json']) {
      const restore = change(name, (text) => text.replace(/"1":"[^"]+"/, `"1":"${other}"`));
      expect(ensure().fingerprint).not.toBe(fingerprint);
      restore();
      const forget = change(name, (text) => text.replace('{"1"', `{"2":"${other}","1"`));
      expect(ensure().fingerprint).toBe(fingerprint);
      forget();
    }
  });
});
