/** What a key is for; part of what a box is bound to, so that a box never stands in for one of another kind. */
export type Purpose = 'account-key' | 'fingerprint-key' | 'record-key' | 'field';

/** The one place where a box may be opened. Members that a purpose does not have are empty strings. */
export interface Binding {
  readonly purpose: Purpose;
  readonly accountId: string;
  readonly recordId: string;
  /** The field's name; for a wrapped account key, the id of the key that is inside. */
  readonly field: string;
}

const VERSION_LABEL = 'latchkey-vault-1';

/** Additional authenticated data: every part behind its length, so that no two bindings share their bytes. */
export function associatedData(binding: Binding, keyId: Buffer): Buffer {
  const { purpose, accountId, recordId, field } = binding;
  return lengthPrefixed([VERSION_LABEL, purpose, accountId, recordId, field, keyId]);
}

/** Each part as a 32-bit big-endian count of bytes, then the bytes (text as UTF-8). */
export function lengthPrefixed(parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
