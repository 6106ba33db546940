import { DESTINATION_METHODS, parseDestinationUrl } from '@latchkey/accounts-domain';
import type { ForwardWish } from '@latchkey/keys-domain';

/**
 * The `destination` of a check, or null. A URL must be in its normal form already: what we judge is then, letter by
 * letter, what the caller will connect to.
 */
export function parseDestination(json: unknown, hasMerchant: boolean): ForwardWish | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const { method, url, any_merchant, payment_forward_url, ...others } = json as Record<string, unknown>;
  if (!isMethod(method) || Object.keys(others).length > 0) return null;
  if (payment_forward_url === true) {
    const isAlone = url === undefined && any_merchant === undefined;
    return isAlone && hasMerchant ? { kind: 'payment-forward-url', method } : null;
  }
  if (payment_forward_url !== undefined || typeof url !== 'string') return null;
  if (any_merchant !== undefined && (any_merchant !== true || hasMerchant)) return null;
  const parsed = parseDestinationUrl(url);
  if (!parsed.ok || parsed.value.href !== url || parsed.value.search !== '') return null;
  return { kind: 'url', url: parsed.value, method, anyMerchant: any_merchant === true };
}

const isMethod = (value: unknown): value is string => (DESTINATION_METHODS as readonly unknown[]).includes(value);
