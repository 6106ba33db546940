import { createSecretKey, randomBytes } from 'node:crypto';
import { encryptForMerchant } from './merchant-jwe';

const { subtle } = globalThis.crypto;
const PLAINTEXT = {
  network_token: { token: '4111111111111111', expiry_year: 2040, expiry_month: 12 },
  cryptogram: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  eci: '05',
};
const bytes = (part = '') => new Uint8Array(Buffer.from(part, 'base64url'));

/** Written from RFC 7516 and RFC 7518 alone, with WebCrypto. */
async function openByHand(jwe: string, key: Uint8Array<ArrayBuffer>): Promise<{ header: object; plaintext: unknown }> {
  const [header = '', encryptedKey, iv, ciphertext, tag] = jwe.split('.');
  const members = JSON.parse(Buffer.from(header, 'base64url').toString()) as { iv: string; tag: string };
  const decrypt = async (
    raw: Uint8Array<ArrayBuffer>,
    nonce: Uint8Array<ArrayBuffer>,
    sealed: Buffer,
    aad?: string,
  ) => {
    const imported = await subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
    const additionalData = aad === undefined ? {} : { additionalData: new TextEncoder().encode(aad) };
    const algorithm = { name: 'AES-GCM', iv: nonce, tagLength: 128, ...additionalData };
    return new Uint8Array(await subtle.decrypt(algorithm, imported, new Uint8Array(sealed)));
  };
  const contentKey = await decrypt(key, bytes(members.iv), Buffer.concat([bytes(encryptedKey), bytes(members.tag)]));
  const sealed = Buffer.concat([bytes(ciphertext), bytes(tag)]);
  const text = new TextDecoder().decode(await decrypt(contentKey, bytes(iv), sealed, header));
  return { header: members, plaintext: JSON.parse(text) };
}

describe('a JWE for a merchant', () => {
  const raw = new Uint8Array(randomBytes(32));
  const key = { kid: 'key-1', key: createSecretKey(raw) };

  test('is opened by hand with the key, and says by which', async () => {
    const jwe = await encryptForMerchant(key, PLAINTEXT);
    const { header, plaintext } = await openByHand(jwe, raw);
    expect(plaintext).toEqual(PLAINTEXT);
    const wrapped = { iv: expect.stringMatching(/^[\w-]{16}$/), tag: expect.stringMatching(/^[\w-]{22}$/) };
    expect(header).toEqual({ alg: 'A256GCMKW', enc: 'A256GCM', kid: 'key-1', ...wrapped });
    expect(jwe).toMatch(/^[\w-]+(\.[\w-]+){4}$/);
  });

  test('may be without an ECI, and holds no member that nobody named', async () => {
    const more = { ...PLAINTEXT, eci: null, account_number: '4000000000000002' };
    const { plaintext } = await openByHand(await encryptForMerchant(key, more), raw);
    expect(plaintext).toEqual({ ...PLAINTEXT, eci: null });
  });

  test('is another each time, and opens with no other key and not when changed', async () => {
    const jwe = await encryptForMerchant(key, PLAINTEXT);
    expect(await encryptForMerchant(key, PLAINTEXT)).not.toBe(jwe);
    await expect(openByHand(jwe, new Uint8Array(randomBytes(32)))).rejects.toThrow();
    const parts = jwe.split('.');
    for (const changed of [0, 1, 2, 3, 4]) {
      const flipped = parts.map((part, at) => (at === changed ? flipFirstBit(part, at === 0) : part)).join('.');
      await expect(openByHand(flipped, raw)).rejects.toThrow();
    }
  });
});

/** In the header another `kid`: it is authenticated too. */
function flipFirstBit(part: string, isHeader: boolean): string {
  const decoded = Buffer.from(part, 'base64url');
  if (isHeader) return Buffer.from(decoded.toString().replace('key-1', 'key-2')).toString('base64url');
  decoded[0] = (decoded[0] ?? 0) ^ 1;
  return decoded.toString('base64url');
}
