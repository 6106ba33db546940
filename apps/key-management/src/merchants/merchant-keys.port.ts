export interface MerchantKeyName {
  readonly accountId: string;
  readonly merchantId: string;
  /** UUIDv4. */
  readonly kid: string;
}

/** `key`: 32 bytes as base64url, a secret. `in_use`: it was activated before, and is not told any more. */
export type PreparedKey = { readonly kind: 'prepared'; readonly key: string } | { readonly kind: 'in_use' };

/** Where merchants' encryption keys are made and kept. Both calls may be repeated; both reject with `MerchantKeysUnavailable`. */
export interface MerchantKeys {
  /** Makes the key and keeps it, not in use yet. Again: the same one. */
  prepare(name: MerchantKeyName): Promise<PreparedKey>;
  /** From now on what is encrypted to the merchant is encrypted with this key. */
  activate(name: MerchantKeyName): Promise<void>;
}

/** Nobody can tell whether it happened. The message says why and never holds anything of an answer. */
export class MerchantKeysUnavailable extends Error {
  override readonly name = 'MerchantKeysUnavailable';
}
