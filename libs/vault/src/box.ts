import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { associatedData, type Binding, type Purpose } from './binding';
import { VaultError } from './vault-error';

const FORMAT = 1;
const PURPOSE_CODES: Record<Purpose, number> = { 'account-key': 1, 'fingerprint-key': 2, 'record-key': 3, field: 4 };
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FIXED_HEADER_BYTES = 3;
const MAX_KEY_ID_BYTES = 255;

export type RandomBytes = (count: number) => Buffer;

/** A key with the name that boxes carry in clear, so that the right one can be found again. */
export interface NamedKey {
  readonly id: Buffer;
  readonly key: KeyObject;
}

/**
 * Seals bytes into a box, the one ciphertext format of the vault (AES-256-GCM, NIST SP 800-38D):
 *
 * ```
 * byte 0         format version, 1
 * byte 1         purpose: 1 account key, 2 fingerprint key, 3 record key, 4 field
 * byte 2         length k of the key id, 1 to 255
 * k bytes        id of the key that sealed it (root key: its number as text; account and record key: 16 bytes of UUID)
 * 12 bytes       nonce, fresh from the CSPRNG for each box
 * n bytes        ciphertext, as long as the plaintext
 * 16 bytes       authentication tag
 * ```
 * Associated data: `latchkey-vault-1`, purpose, account id, record id, field, key id, each behind its length in bytes
 * (32 bits, big-endian). A changed format byte, purpose or key id is refused because it is compared or authenticated.
 */
export function sealBox(by: NamedKey, binding: Binding, plaintext: Buffer, random: RandomBytes = randomBytes): Buffer {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', by.key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(binding, by.id));
  const header = Buffer.from([FORMAT, PURPOSE_CODES[binding.purpose], by.id.length]);
  return Buffer.concat([header, by.id, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** The plaintext of a box. Rejects with `VaultError` `unreadable` unless everything it is bound to is the same. */
export function openBox(by: NamedKey, binding: Binding, box: Buffer): Buffer {
  const { purposeCode, keyId, body } = splitBox(box);
  if (purposeCode !== PURPOSE_CODES[binding.purpose] || !keyId.equals(by.id)) throw unreadable();
  const tagStart = body.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', by.key, body.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(binding, by.id));
  decipher.setAuthTag(body.subarray(tagStart));
  const plaintext = decipher.update(body.subarray(NONCE_BYTES, tagStart));
  try {
    decipher.final();
  } catch {
    // What was decrypted without a valid tag is nobody's business, and OpenSSL's own words help nobody.
    plaintext.fill(0);
    throw unreadable();
  }
  return plaintext;
}

/** The id of the key that sealed a box. Not authenticated until the box is opened with that key. */
export function boxKeyId(box: Buffer): Buffer {
  return splitBox(box).keyId;
}

function splitBox(box: Buffer): { purposeCode: number; keyId: Buffer; body: Buffer } {
  const keyIdBytes = box[2];
  if (box[0] !== FORMAT || keyIdBytes === undefined || keyIdBytes < 1 || keyIdBytes > MAX_KEY_ID_BYTES) {
    throw unreadable();
  }
  const bodyStart = FIXED_HEADER_BYTES + keyIdBytes;
  if (box.length < bodyStart + NONCE_BYTES + TAG_BYTES) throw unreadable();
  return {
    purposeCode: box.readUInt8(1),
    keyId: box.subarray(FIXED_HEADER_BYTES, bodyStart),
    body: box.subarray(bodyStart),
  };
}

function unreadable(): VaultError {
  return new VaultError('unreadable', 'the ciphertext was changed, or belongs elsewhere');
}
