/** A merchant's new encryption key, as its one answer shows it. `key`: 32 bytes as base64url. */
export interface EncryptionKeyResource {
  readonly kid: string;
  readonly key: string;
  readonly merchant_id: string;
  readonly created_at: string;
}

/** What a repetition shows. */
export interface EncryptionKeyWithoutKey extends Omit<EncryptionKeyResource, 'key'> {
  readonly key: null;
  readonly key_unavailable: true;
}

export const withoutKey = (resource: Omit<EncryptionKeyResource, 'key'>): EncryptionKeyWithoutKey => ({
  ...resource,
  key: null,
  key_unavailable: true,
});
