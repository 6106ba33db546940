import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { lengthPrefixed, type Binding } from './binding';
import { openBox, sealBox, type NamedKey, type RandomBytes } from './box';
import { VaultError } from './vault-error';

/** What has to be stored of a sealed record. Without `wrappedKey` no field can ever be read again. */
export interface SealedRecord<Fields> {
  readonly wrappedKey: Buffer;
  readonly fields: { readonly [Field in keyof Fields]: Fields[Field] extends string ? Buffer : Buffer | null };
}

/** Fields by name; one without a value is null and stays so. */
export type PlainFields = Readonly<Record<string, string | null>>;

/** One account's keys, ready for use. Synchronous: nothing here leaves the process. */
export interface AccountVault {
  /** Seals the fields under a new random key of this record, wrapped by the account's. */
  seal<Fields extends PlainFields>(recordId: string, fields: Fields): SealedRecord<Fields>;
  /** One field of a record. Throws `VaultError` `unreadable` for anything moved or changed. */
  open(recordId: string, wrappedKey: Buffer, field: string, box: Buffer): string;
  /** 32 bytes, equal for equal text within the account and unrelated across accounts. */
  fingerprint(text: string): Buffer;
}

const KEY_ID_BYTES = 16;
const KEY_BYTES = 32;

/** `random` is for test vectors alone: a nonce that comes twice gives the key away. */
export function createAccountVault(
  accountId: string,
  accountKey: NamedKey,
  fingerprintKey: KeyObject,
  random: RandomBytes = randomBytes,
): AccountVault {
  return {
    seal(recordId, fields) {
      const material = random(KEY_ID_BYTES + KEY_BYTES);
      const wrappedKey = sealBox(accountKey, recordKeyBinding(accountId, recordId), material, random);
      const recordKey = recordKeyFrom(material);
      const sealed = Object.entries(fields).map(([field, text]) => {
        if (text === null) return [field, null];
        const plaintext = Buffer.from(text, 'utf8');
        const box = sealBox(fieldKey(recordKey, field), fieldBinding(accountId, recordId, field), plaintext, random);
        plaintext.fill(0);
        return [field, box];
      });
      // One entry for each of the given fields, null for null.
      return { wrappedKey, fields: Object.fromEntries(sealed) as SealedRecord<typeof fields>['fields'] };
    },
    open(recordId, wrappedKey, field, box) {
      const recordKey = recordKeyFrom(openBox(accountKey, recordKeyBinding(accountId, recordId), wrappedKey));
      const plaintext = openBox(fieldKey(recordKey, field), fieldBinding(accountId, recordId, field), box);
      const text = plaintext.toString('utf8');
      plaintext.fill(0);
      return text;
    },
    fingerprint(text) {
      return createHmac('sha256', fingerprintKey)
        .update(lengthPrefixed(['latchkey-fingerprint-1', accountId, text]))
        .digest();
    },
  };
}

/** A wrapped record key holds its own id (16 bytes) and the key (32): fields name that id, so it survives a new account key. */
function recordKeyFrom(material: Buffer): NamedKey {
  if (material.length !== KEY_ID_BYTES + KEY_BYTES) throw new VaultError('unreadable', 'not a record key');
  const id = Buffer.from(material.subarray(0, KEY_ID_BYTES));
  const key = createSecretKey(material.subarray(KEY_ID_BYTES));
  material.fill(0);
  return { id, key };
}

/** HKDF-SHA-256 (RFC 5869): salt is the record key's id, info is a label and the field's name, each behind its length. */
function fieldKey(recordKey: NamedKey, field: string): NamedKey {
  const info = lengthPrefixed(['latchkey-field-key-1', field]);
  const bytes = Buffer.from(hkdfSync('sha256', recordKey.key, recordKey.id, info, KEY_BYTES));
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return { id: recordKey.id, key };
}

function recordKeyBinding(accountId: string, recordId: string): Binding {
  return { purpose: 'record-key', accountId, recordId, field: '' };
}

function fieldBinding(accountId: string, recordId: string, field: string): Binding {
  return { purpose: 'field', accountId, recordId, field };
}
