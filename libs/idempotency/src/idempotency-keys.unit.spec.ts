import { createIdempotencyKeys, generateIdempotencyKeyFile } from './idempotency-keys';

const SECRET = Buffer.alloc(32, 7).toString('base64');
const file = (over: object = {}): string => JSON.stringify({ current: 1, keys: { 1: SECRET }, ...over });
const test_ = { mode: 'test' as const };
const bound = Buffer.from('record');

describe('a key file', () => {
  test.each([
    ['no JSON', `{"current": 1, "keys": {"1": "${SECRET}"`],
    ['a short key', file({ keys: { 1: SECRET.slice(4) } })],
    ['a key that is not base64', file({ keys: { 1: '*'.repeat(44) } })],
    ['no current key', file({ current: 2 })],
    ['a version that is no number', file({ keys: { one: SECRET } })],
    ['no keys', file({ keys: {} })],
  ])('with %s is refused without a word of what is in it', (_, contents) => {
    expect(() => createIdempotencyKeys(contents, test_)).toThrow(/idempotency key file/);
    expect(() => createIdempotencyKeys(contents, test_)).not.toThrow(/BwcH/);
  });

  test('made for development is refused in mode live, and nowhere else', () => {
    const made = generateIdempotencyKeyFile({ generatedFor: 'development' });
    expect(() => createIdempotencyKeys(made, { mode: 'live' })).toThrow(/development/);
    expect(createIdempotencyKeys(made, test_).currentVersion).toBe(1);
    expect(createIdempotencyKeys(generateIdempotencyKeyFile(), { mode: 'live' }).currentVersion).toBe(1);
  });
});

describe('a sealed answer', () => {
  const keys = createIdempotencyKeys(file(), test_);
  const sealed = keys.seal(1, Buffer.from('answer'), bound);

  test('opens for the record that it was sealed for, and never looks the same twice', () => {
    expect(keys.open(1, sealed, bound)?.toString()).toBe('answer');
    expect(keys.seal(1, Buffer.from('answer'), bound).equals(sealed)).toBe(false);
    expect(sealed.includes('answer')).toBe(false);
  });

  test('does not open for another record, under another key, or changed in any bit', () => {
    expect(keys.open(1, sealed, Buffer.from('other'))).toBeUndefined();
    const other = createIdempotencyKeys(file({ keys: { 1: Buffer.alloc(32, 8).toString('base64') } }), test_);
    expect(other.open(1, sealed, bound)).toBeUndefined();
    expect(keys.open(2, sealed, bound)).toBeUndefined();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(keys.open(1, changed, bound)).toBeUndefined();
    }
    expect(keys.open(1, sealed.subarray(0, 20), bound)).toBeUndefined();
  });

  test('stays readable when a newer key becomes the current one', () => {
    const rotated = createIdempotencyKeys(
      file({ current: 2, keys: { 1: SECRET, 2: Buffer.alloc(32, 9).toString('base64') } }),
      test_,
    );
    expect(rotated.currentVersion).toBe(2);
    expect(rotated.open(1, sealed, bound)?.toString()).toBe('answer');
  });
});

describe('a fingerprint', () => {
  const keys = createIdempotencyKeys(file(), test_);
  const hex = (...fields: string[]) => keys.fingerprint(1, fields)?.toString('hex');

  test('is the same for the same fields, and another for fields cut otherwise', () => {
    expect(hex('ab', 'c')).toBe(hex('ab', 'c'));
    expect(new Set([hex('ab', 'c'), hex('a', 'bc'), hex('abc'), hex('ab', 'c', '')]).size).toBe(4);
  });

  test('of a version that the file does not have is none', () => {
    expect(keys.fingerprint(3, ['a'])).toBeUndefined();
  });
});
