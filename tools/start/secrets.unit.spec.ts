import { fingerprintOf, parsePublicKeyPem } from '@latchkey/seals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataDirectory, openDataDirectory } from './data-directory';
import { PUBLIC_SEALING_KEYS } from './sealing-key';
import { ensureSecrets, type Secrets } from './secrets';
import { PRIVATE_KEYS, PUBLIC_KEYS } from './service-keys';

const KEYS_OF_SERVICES: readonly string[] = [...Object.values(PRIVATE_KEYS), ...Object.keys(PUBLIC_KEYS)];

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
    expect(readdirSync(directory)).toHaveLength(12);
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

  describe.each(['sealing-key.json', 'commerce-sealing-key.json'] as const)('the key that seals, %s,', (name) => {
    const privateFile = join(directory, name);
    const publicFile = join(path, PUBLIC_SEALING_KEYS[name]);
    const publicKey = () => readFileSync(publicFile, 'utf8');
    const fingerprint = () => fingerprintOf(parsePublicKeyPem(publicKey()));

    test('is told to auditors by its public half', () => {
      const { sealingKeyFingerprint } = ensure();
      const before = fingerprint();
      rmSync(publicFile);
      ensure();
      expect(fingerprint()).toBe(before);
      expect(sealingKeyFingerprint === before).toBe(name === 'sealing-key.json');
    });

    test('is not made anew when it is missing: nobody would know the other one', () => {
      ensure();
      const restore = change(name, () => '');
      rmSync(privateFile);
      expect(ensure).toThrow(`The file ${privateFile} is missing`);
      restore();
    });

    test('is made for a data directory of a version that did not seal', () => {
      ensure();
      rmSync(privateFile);
      rmSync(publicFile);
      ensure();
      const made = fingerprint();
      ensure();
      expect(fingerprint()).toBe(made);
    });
  });

  describe('the keys of the services', () => {
    const read = (name: string): string => readFileSync(join(directory, name), 'utf8');
    const shownBy = (service: keyof typeof PRIVATE_KEYS) => {
      const own = JSON.parse(read(PRIVATE_KEYS[service])) as { kid: string; private_key: { x: string } };
      return { service, kid: own.kid, public_key: { kty: 'OKP', crv: 'Ed25519', x: own.private_key.x } };
    };
    const expectKnown = (): void => {
      for (const [name, services] of Object.entries(PUBLIC_KEYS)) {
        expect(JSON.parse(read(name))).toEqual({ generated_for: 'development', keys: services.map(shownBy) });
      }
    };
    const otherKid = (text: string): string => text.replace(/"kid":"[^"]+"/, '"kid":"other"');
    const otherKey = (text: string): string => text.replace(/"x":"[^"]+"/, `"x":"${'A'.repeat(43)}"`);
    const cutOff = (text: string): string => text.slice(0, -5);
    const othersThan = (...names: string[]): [string, string][] =>
      readdirSync(directory).flatMap((name) => (names.includes(name) ? [] : [[name, read(name)]]));

    test('are known to those whom they are shown to', () => {
      ensure();
      expectKnown();
    });

    describe.each(Object.entries(PRIVATE_KEYS))('%s', (service, name) => {
      test.each([
        ['missing', () => rmSync(join(directory, name))],
        ['damaged', () => change(name, cutOff)],
        ['not of its public half', () => change(name, otherKey)],
        ["another's", () => change(name, (text) => text.replace(`"service":"${service}"`, '"service":"other"'))],
      ])('gets another one if its own is %s, for nothing that is stored needs it', (_, spoil) => {
        ensure();
        const before = read(name);
        const others = othersThan(name, ...Object.keys(PUBLIC_KEYS));
        spoil();
        ensure();
        expect(read(name)).not.toBe(before);
        expectKnown();
        expect(othersThan(name, ...Object.keys(PUBLIC_KEYS))).toEqual(others);
      });
    });

    describe.each(Object.entries(PUBLIC_KEYS))('the public ones in %s', (name, services) => {
      test.each([
        ['missing', () => rmSync(join(directory, name))],
        ['damaged', () => change(name, cutOff)],
        ['under another name', () => change(name, otherKid)],
        ['of other private ones', () => change(name, otherKey)],
        ['of a version in which fewer knew each other', () => change(name, withoutLast)],
      ])('are written again if they are %s, and the private ones stay', (_, spoil) => {
        ensure();
        const before = othersThan();
        spoil();
        ensure();
        expectKnown();
        expect(othersThan()).toEqual(before);
      });

      const withoutLast = (text: string): string => {
        const { keys, ...others } = JSON.parse(text) as { keys: unknown[] };
        expect(keys).toHaveLength(services.length);
        return JSON.stringify({ ...others, keys: keys.slice(0, -1) });
      };
    });
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
