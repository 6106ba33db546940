import type { AccountVault, Vault } from '@latchkey/vault';
import type { BundleRow } from './bundle.entity';

/** What a successful bundle holds, in clear: it lives in memory, for one request. */
export interface AuthenticationData {
  readonly networkToken: string;
  readonly expiryYear: number;
  readonly expiryMonth: number;
  /** Base64. */
  readonly cryptogram: string;
  /** Electronic commerce indicator; null where the scheme has none. */
  readonly eci: string | null;
}

const FIELD = 'authentication_data';

export function sealAuthenticationData(account: AccountVault, bundleId: string, data: AuthenticationData) {
  const { wrappedKey, fields } = account.seal(bundleId, { [FIELD]: JSON.stringify(data) });
  return { wrappedKey, authenticationData: fields[FIELD] };
}

/** Null for a bundle that did not succeed. Rejects with `VaultError` for changed bytes. */
export async function openBundle(row: BundleRow, vault: Vault): Promise<AuthenticationData | null> {
  if (row.wrappedKey === null || row.authenticationData === null) return null;
  const account = await vault.forAccount(row.accountId);
  // Sealed by the function above, and authenticated since.
  return JSON.parse(account.open(row.id, row.wrappedKey, FIELD, row.authenticationData)) as AuthenticationData;
}
