import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { BASE62 } from './base62';
import { generateKey } from './generate-key';
import { KEY_LENGTH } from './key-format';
import { parseKey } from './parse-key';

const keyId = fc.uuid({ version: 4 });
const mode = fc.constantFrom('live' as const, 'test' as const);
const anyCharacter = fc.oneof(
  fc.constantFrom(...BASE62, '_', '-', ' ', '\u0000', '\u0130', '０'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);
const refused = { ok: false, reason: expect.stringMatching(/^(malformed|checksum)$/) as string };

describe('parsing a key', () => {
  test('finds what it was made with, whatever id and mode', () => {
    fc.assert(
      fc.property(keyId, mode, (id, inMode) => {
        const { key, digest } = generateKey({ mode: inMode, keyId: id });
        expect(parseKey(key)).toEqual({ ok: true, mode: inMode, keyId: id, digest });
      }),
    );
  });

  test('refuses every key that differs in one character, at every place', () => {
    const { key } = generateKey({ mode: 'test', keyId: randomUUID() });
    const others = [...BASE62, '_', '-', ' ', '\u0000', 'é'];
    const changed = Array.from(key, (own, at) =>
      others.filter((other) => other !== own).map((other) => key.slice(0, at) + other + key.slice(at + 1)),
    ).flat();
    expect(changed).toHaveLength(KEY_LENGTH * (others.length - 1));
    expect(changed.filter((text) => parseKey(text).ok)).toEqual([]);
  });

  test('refuses every key with a character changed, lost, added or swapped with its neighbour', () => {
    fc.assert(
      fc.property(keyId, mode, fc.nat(KEY_LENGTH - 1), anyCharacter, (id, inMode, at, other) => {
        const { key } = generateKey({ mode: inMode, keyId: id });
        const [before, after] = [key.slice(0, at), key.slice(at + 1)];
        const swapped = before + after.slice(0, 1) + key.charAt(at) + after.slice(1);
        for (const changed of [before + other + after, before + after, before + other + key.slice(at), swapped])
          if (changed !== key) expect(parseKey(changed)).toEqual(refused);
      }),
      { numRuns: 500 },
    );
  });

  test('never throws, and takes no other text for a key', () => {
    const { key } = generateKey({ mode: 'live', keyId: randomUUID() });
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constant(key).map((whole) => whole.repeat(2)),
    );
    fc.assert(fc.property(text, (any) => expect(parseKey(any)).toEqual({ ok: false, reason: 'malformed' })));
  });

  test.each([79, 81, 256, 257, 10_000, 10_000_000])(
    'a text of %d characters is no key, however it begins',
    (length) => {
      const { key } = generateKey({ mode: 'live', keyId: randomUUID() });
      expect(parseKey(key.repeat(Math.ceil(length / KEY_LENGTH)).slice(0, length))).toEqual({
        ok: false,
        reason: 'malformed',
      });
    },
  );
});
