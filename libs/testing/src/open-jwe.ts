import { createDecipheriv } from 'node:crypto';

/** Opens a compact JWE (A256GCMKW, A256GCM) by RFC 7516 and 7518, as a merchant would. Throws unless all of it is right. */
export function openJwe(jwe: string, key: Uint8Array): { readonly header: object; readonly plaintext: unknown } {
  const [header = '', encryptedKey = '', iv = '', ciphertext = '', tag = ''] = jwe.split('.');
  const members = JSON.parse(Buffer.from(header, 'base64url').toString()) as { iv: string; tag: string };
  const contentKey = decrypt({ key, iv: members.iv, ciphertext: encryptedKey, tag: members.tag });
  const plaintext = decrypt({ key: contentKey, iv, ciphertext, tag, additional: header });
  return { header: members, plaintext: JSON.parse(plaintext.toString()) as unknown };
}

interface Sealed {
  readonly key: Uint8Array;
  readonly iv: string;
  readonly ciphertext: string;
  readonly tag: string;
  readonly additional?: string;
}

function decrypt({ key, iv, ciphertext, tag, additional }: Sealed): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  if (additional !== undefined) decipher.setAAD(Buffer.from(additional));
  return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]);
}
