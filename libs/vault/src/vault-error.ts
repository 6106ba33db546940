/**
 * `unreadable`: the bytes are not a box of ours, were changed, or belong to another account, record, field or key.
 * `unknown_key`: the box names a key that is not here. `bad_key_file`: the root key file cannot be used.
 */
export type VaultErrorReason = 'unreadable' | 'unknown_key' | 'bad_key_file';

/** Says what is wrong and never with which value: no plaintext, key, nonce or ciphertext is ever in the message. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  constructor(
    readonly reason: VaultErrorReason,
    message: string,
  ) {
    super(message);
  }
}
