import type { DestinationDetails } from './account.events';
import type { DestinationUrl } from './destination-url';
import { isLoopbackHost } from './host';
import type { MerchantId } from './ids';

export interface DestinationWish {
  /** As `parseDestinationUrl` made it. */
  readonly url: Pick<DestinationUrl, 'scheme' | 'host' | 'port' | 'path'>;
  /** Upper case. */
  readonly method: string;
  /** Whose forward it is. Null: of no merchant. Undefined: is there an entry for anybody at all? */
  readonly merchantId: MerchantId | null | undefined;
}

/**
 * The entry of an account's list that allows this, or null. If several do, the one that gives the caller less of the
 * answer: `status_only` before `masked`, whatever their order.
 */
export function matchDestination(
  destinations: Iterable<DestinationDetails>,
  wish: DestinationWish,
): DestinationDetails | null {
  let found: DestinationDetails | null = null;
  for (const destination of destinations) {
    if (!allows(destination, wish)) continue;
    if (destination.relay === 'status_only') return destination;
    found ??= destination;
  }
  return found;
}

function allows(destination: DestinationDetails, { url, method, merchantId }: DestinationWish): boolean {
  const { host, ports, pathPrefixes, methods, insecureLoopback } = destination;
  return (
    host === url.host &&
    // A loopback host never without the mark, no other host ever with it, http never on any other.
    insecureLoopback === isLoopbackHost(host) &&
    (url.scheme === 'https' || insecureLoopback) &&
    ports.includes(url.port) &&
    methods.includes(method) &&
    isFor(destination, merchantId) &&
    pathPrefixes.some((prefix) => isUnder(url.path, prefix))
  );
}

function isFor({ merchantIds }: DestinationDetails, merchantId: MerchantId | null | undefined): boolean {
  if (merchantIds === null || merchantId === undefined) return true;
  return merchantId !== null && merchantIds.includes(merchantId);
}

/** In whole segments: `/v1/pay` holds `/v1/pay`, `/v1/pay/` and `/v1/pay/x`, and not `/v1/payments`. */
function isUnder(path: string, prefix: string): boolean {
  if (prefix === '/') return true;
  return path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/');
}
