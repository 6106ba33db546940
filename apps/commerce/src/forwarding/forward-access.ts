import type { DestinationUrl } from '@latchkey/accounts-domain';
import type { Access } from '../accesses/access-record';
import type { Subject } from './subject';

/** What of a forward is recorded before any of it leaves. */
export function forwardAccess(
  { kind, tokenId, bundleId, merchantId }: Pick<Subject, 'kind' | 'tokenId' | 'bundleId' | 'merchantId'>,
  { scheme, host, port, path }: DestinationUrl,
): Access {
  return {
    operation: kind === 'card' ? 'cardholder-data.forward' : 'payment-data.forward',
    ...{ tokenId, paymentDataId: bundleId, merchantId },
    destination: `${scheme}://${host}:${port}${path}`,
  };
}
