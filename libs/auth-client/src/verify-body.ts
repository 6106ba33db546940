import type { Check } from './verdict';

/** The body of `POST /v1/verify`. `waitMs` bounds how long auth may wait for the checks' `min_position`. */
export function verifyBody(checks: readonly Check[], waitMs: number | undefined): string {
  return JSON.stringify({ checks: checks.map(wireCheck), ...(waitMs === undefined ? {} : { wait_ms: waitMs }) });
}

const wireCheck = (check: Check) => ({
  key_id: check.keyId,
  digest: Buffer.from(check.digest.buffer, check.digest.byteOffset, check.digest.byteLength).toString('base64url'),
  feature: check.feature,
  merchant_id: check.merchantId,
  min_position: check.minPosition,
});
