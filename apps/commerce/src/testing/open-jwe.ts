const { subtle } = globalThis.crypto;

const bytes = (part = '') => new Uint8Array(Buffer.from(part, 'base64url'));

/** Opens a compact JWE (A256GCMKW, A256GCM) with WebCrypto alone, as a merchant would. Rejects unless all of it is right. */
export async function openJwe(
  jwe: string,
  key: Uint8Array<ArrayBuffer>,
): Promise<{ readonly header: object; readonly plaintext: unknown }> {
  const [header = '', encryptedKey, iv, ciphertext, tag] = jwe.split('.');
  const members = JSON.parse(Buffer.from(header, 'base64url').toString()) as { iv: string; tag: string };
  const contentKey = await decrypt(key, bytes(members.iv), [bytes(encryptedKey), bytes(members.tag)]);
  const plaintext = await decrypt(contentKey, bytes(iv), [bytes(ciphertext), bytes(tag)], header);
  return { header: members, plaintext: JSON.parse(new TextDecoder().decode(plaintext)) };
}

async function decrypt(
  key: Uint8Array<ArrayBuffer>,
  iv: Uint8Array<ArrayBuffer>,
  sealed: Uint8Array[],
  header?: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
  const additional = header === undefined ? {} : { additionalData: new TextEncoder().encode(header) };
  const algorithm = { name: 'AES-GCM', iv, tagLength: 128, ...additional };
  return new Uint8Array(await subtle.decrypt(algorithm, imported, new Uint8Array(Buffer.concat(sealed))));
}
