import { createHmac, createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createAccountVault } from './account-vault';
import { lengthPrefixed } from './binding';
import { sealBox } from './box';
import { parseRootKeyFile } from './root-key-file';
import { countingBytes, rootKeyFileText } from './vault.fixture';
import { keyBinding, uuidBytes } from './vault';

const vectors = JSON.parse(readFileSync(new URL('../test-vectors/vault-1.json', import.meta.url), 'utf8'));
const hex = (text: string) => Buffer.from(text, 'hex');
const { account_id: accountId, record_id: recordId, account_key_id: keyId } = vectors;
const accountKey = { id: uuidBytes(keyId), key: createSecretKey(hex(vectors.account_key)) };
const fingerprintKey = createSecretKey(hex(vectors.fingerprint_key));

describe('format 1, against the vectors in the repository', () => {
  test('a root key wraps an account key into exactly these bytes, and gives the key back', async () => {
    const root = { id: Buffer.from('1'), key: createSecretKey(hex(vectors.root_key)) };
    const binding = keyBinding('account-key', accountId, keyId);
    const box = sealBox(
      root,
      binding,
      hex(vectors.account_key),
      countingBytes(vectors.wrapped_account_key.first_random_byte),
    );
    expect(box.toString('hex')).toBe(vectors.wrapped_account_key.box);

    const { rootKeys } = parseRootKeyFile(rootKeyFileText({ keys: { '1': hex(vectors.root_key).toString('base64') } }));
    const key = await rootKeys.unwrap(hex(vectors.wrapped_account_key.box), binding);
    expect(key.export().toString('hex')).toBe(vectors.account_key);
  });

  test('a record seals into exactly these bytes, and each field opens again', () => {
    const random = countingBytes(vectors.record.first_random_byte);
    const vault = createAccountVault(accountId, accountKey, fingerprintKey, random);
    const sealed = vault.seal(recordId, vectors.record.plaintexts);
    expect(sealed.wrappedKey.toString('hex')).toBe(vectors.record.wrapped_key);
    for (const [field, plaintext] of Object.entries(vectors.record.plaintexts)) {
      expect(sealed.fields[field]?.toString('hex')).toBe(vectors.record.boxes[field]);
      expect(vault.open(recordId, hex(vectors.record.wrapped_key), field, hex(vectors.record.boxes[field]))).toBe(
        plaintext,
      );
    }
  });

  test('a fingerprint is exactly these bytes: HMAC-SHA-256 over label, account and text, each behind its length', () => {
    const vault = createAccountVault(accountId, accountKey, fingerprintKey);
    expect(vault.fingerprint(vectors.fingerprint.text).toString('hex')).toBe(vectors.fingerprint.value);
    const again = createHmac('sha256', hex(vectors.fingerprint_key));
    again.update(lengthPrefixed(['latchkey-fingerprint-1', accountId, vectors.fingerprint.text]));
    expect(again.digest('hex')).toBe(vectors.fingerprint.value);
  });
});

describe('an independent reader, written from the documentation alone (WebCrypto)', () => {
  const { subtle } = globalThis.crypto;

  test('finds the plaintexts behind root key, account key and record key', async () => {
    const accountKeyBytes = await open(hex(vectors.root_key), hex(vectors.wrapped_account_key.box), [
      'account-key',
      accountId,
      '',
      keyId,
    ]);
    const recordKeyBytes = await open(accountKeyBytes, hex(vectors.record.wrapped_key), [
      'record-key',
      accountId,
      recordId,
      '',
    ]);
    const recordKeyId = recordKeyBytes.subarray(0, 16);
    for (const [field, plaintext] of Object.entries(vectors.record.plaintexts)) {
      const key = await hkdf(recordKeyBytes.subarray(16), recordKeyId, parts(['latchkey-field-key-1', field]));
      const bytes = await open(key, hex(vectors.record.boxes[field]), ['field', accountId, recordId, field]);
      expect(bytes.toString('utf8')).toBe(plaintext);
    }
  });

  async function open(key: Uint8Array, box: Buffer, binding: string[]) {
    const bodyAt = 3 + box.readUInt8(2);
    const [purpose = '', account = '', record = '', field = ''] = binding;
    const additionalData = parts(['latchkey-vault-1', purpose, account, record, field, box.subarray(3, bodyAt)]);
    const imported = await subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, ['decrypt']);
    const iv = new Uint8Array(box.subarray(bodyAt, bodyAt + 12));
    const algorithm = { name: 'AES-GCM', iv, additionalData, tagLength: 128 };
    return Buffer.from(await subtle.decrypt(algorithm, imported, new Uint8Array(box.subarray(bodyAt + 12))));
  }

  async function hkdf(key: Uint8Array, salt: Uint8Array, info: Uint8Array<ArrayBuffer>) {
    const imported = await subtle.importKey('raw', new Uint8Array(key), 'HKDF', false, ['deriveBits']);
    return Buffer.from(
      await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(salt), info }, imported, 256),
    );
  }

  function parts(values: (string | Buffer)[]) {
    const bytes = values.flatMap((value) => {
      const part = typeof value === 'string' ? [...new TextEncoder().encode(value)] : [...value];
      return [0, 0, part.length >> 8, part.length & 255, ...part];
    });
    return new Uint8Array(bytes);
  }
});
