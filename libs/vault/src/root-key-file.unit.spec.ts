import { keyBinding } from './vault';
import { parseRootKeyFile } from './root-key-file';
import { keyOf, rootKeyFileText } from './vault.fixture';

const base64 = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const binding = keyBinding('account-key', 'account-1', '0b7c9f7e-8f43-4a3d-8f1e-5d1f2a3b4c5d');

describe('a root key file', () => {
  test('wraps with the current key and still unwraps what an older one wrapped', async () => {
    const before = parseRootKeyFile(rootKeyFileText());
    const wrapped = await before.rootKeys.wrap(keyOf(9), binding);
    const after = parseRootKeyFile(rootKeyFileText({ current: 2, keys: { '1': base64(1), '2': base64(2) } }));
    expect((await after.rootKeys.unwrap(wrapped, binding)).equals(keyOf(9))).toBe(true);
    const rewrapped = await after.rootKeys.wrap(keyOf(9), binding);
    await expect(before.rootKeys.unwrap(rewrapped, binding)).rejects.toMatchObject({ reason: 'unknown_key' });
  });

  test('says what it was generated for', () => {
    expect(parseRootKeyFile(rootKeyFileText()).generatedFor).toBeNull();
    expect(parseRootKeyFile(rootKeyFileText({ generated_for: 'development' })).generatedFor).toBe('development');
  });

  test.each<[string, string, string]>([
    ['text that is not JSON', `{"keys": "${base64(3)}`, 'it is not JSON'],
    ['an array', '[]', 'it is not a JSON object'],
    ['no keys', '{"current": 1}', 'keys is not an object'],
    ['a current that is not there', rootKeyFileText({ current: 2 }), 'current does not name one of the keys'],
    ['a short key', rootKeyFileText({ keys: { '1': 'c2hvcnQ=' } }), 'key 1 is not the base64 text of 32 bytes'],
    [
      'a key that is not base64',
      rootKeyFileText({ keys: { '1': `${base64(3)}!` } }),
      'key 1 is not the base64 text of 32 bytes',
    ],
    ['a key that is not text', rootKeyFileText({ keys: { '1': 7 } }), 'key 1 is not the base64 text of 32 bytes'],
    [
      'a number that is none',
      rootKeyFileText({ keys: { one: base64(3) } }),
      'a key number is not a whole number from 1',
    ],
    ['a strange purpose', rootKeyFileText({ generated_for: 1 }), 'generated_for is not text'],
  ])('with %s is refused in words that do not quote it', (_, text, why) => {
    expect(() => parseRootKeyFile(text)).toThrow(
      expect.objectContaining({ reason: 'bad_key_file', message: `the root key file cannot be used: ${why}` }),
    );
  });
});
