import type { KeyObject } from 'node:crypto';
import type { Binding } from './binding';

/**
 * The top of the key hierarchy: a key file here, an HSM or a cloud's key service elsewhere. Only account keys are
 * wrapped with it, and those are remembered, so a call may take milliseconds. `wrapped` says which root key made it.
 * Errors: `VaultError` `unknown_key` (that root key is not here), `unreadable` (changed, or bound to something else).
 */
export interface RootKeyProvider {
  wrap(key: KeyObject, binding: Binding): Promise<Buffer>;
  unwrap(wrapped: Buffer, binding: Binding): Promise<KeyObject>;
}
