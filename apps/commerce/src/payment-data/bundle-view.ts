import type { BundleRow } from './bundle.entity';

/** A bundle as the API shows it. */
export type BundleView = ReturnType<typeof bundleView>;

export function bundleView(row: BundleRow) {
  const { encryptedAuthenticationData: encrypted, failureDetails } = row;
  return {
    id: row.id,
    token_id: row.tokenId,
    amount: row.amount,
    currency_code: row.currencyCode,
    reference: row.reference,
    merchant_id: row.merchantId,
    success: row.success,
    created_at: row.createdAt.toISOString(),
    provider: row.provider,
    ...(encrypted === null ? {} : { encrypted_authentication_data: encrypted }),
    ...(failureDetails === null
      ? {}
      : { failure_details: failureDetails.map(({ code, message }) => ({ code, message })) }),
  };
}
