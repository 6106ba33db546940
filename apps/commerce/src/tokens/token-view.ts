import type { AccountVault } from '@latchkey/vault';
import type { TokenRow } from './token.entity';

/** A token as the API shows it. */
export type TokenView = ReturnType<typeof tokenView>;

export function tokenView(row: TokenRow, cardholderName: string | null) {
  return {
    id: row.id,
    created_at: row.createdAt.toISOString(),
    expiry_month: row.expiryMonth,
    expiry_year: row.expiryYear,
    issuer_identification_number: row.issuerIdentificationNumber,
    masked_account_number: row.maskedAccountNumber,
    scheme: row.scheme,
    network_token_status: row.networkTokenStatus,
    cardholder_name: cardholderName,
    merchant_id: row.merchantId,
    business_key: row.businessKey,
    expires_at: row.expiresAt?.toISOString() ?? null,
    // Nothing invalidates a token yet.
    invalidated_at: null,
    account_number_last_four: row.accountNumberLastFour,
    account_number_length: row.accountNumberLength,
  };
}

/** `vault`: of the row's account; null is enough for a row without a name. Throws `VaultError` for changed bytes. */
export function cardholderNameOf(
  row: Pick<TokenRow, 'id' | 'wrappedKey' | 'cardholderName'>,
  vault: AccountVault | null,
): string | null {
  if (row.cardholderName === null) return null;
  if (vault === null) throw new Error('a sealed name needs the vault');
  return vault.open(row.id, row.wrappedKey, 'cardholder_name', row.cardholderName);
}
