import type { Check, DestinationQuestion } from './verdict';

/** The body of `POST /v1/verify`. `waitMs` bounds how long auth may wait for the checks' `min_position`. */
export function verifyBody(checks: readonly Check[], waitMs: number | undefined): string {
  return JSON.stringify({ checks: checks.map(wireCheck), ...(waitMs === undefined ? {} : { wait_ms: waitMs }) });
}

const wireCheck = (check: Check) => ({
  key_id: check.keyId,
  digest: Buffer.from(check.digest.buffer, check.digest.byteOffset, check.digest.byteLength).toString('base64url'),
  feature: check.feature,
  merchant_id: check.merchantId,
  destination: check.destination && wireDestination(check.destination),
  min_position: check.minPosition,
});

const wireDestination = (destination: DestinationQuestion) =>
  'url' in destination
    ? { url: destination.url, method: destination.method, any_merchant: destination.anyMerchant }
    : { payment_forward_url: destination.paymentForwardUrl, method: destination.method };
