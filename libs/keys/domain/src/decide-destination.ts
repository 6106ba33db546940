import { matchDestination, type DestinationDetails, type DestinationUrl } from '@latchkey/accounts-domain';

export type DestinationRefusal = 'destination_not_allowed' | 'forward_url_missing';

/** Where an account's forwards may go at the moment that is asked about. */
export interface AccountDestinations {
  /** In the order in which they were allowed; more than those of the host do no harm. */
  readonly destinations: { of(host: string): Iterable<DestinationDetails> };
  /** Of active merchants that have one. `url` null: stored under an older rule, and no destination URL. */
  readonly forwardUrls: { get(merchantId: string): { readonly url: DestinationUrl | null } | undefined };
}

export type ForwardWish =
  | {
      readonly kind: 'url';
      readonly url: DestinationUrl;
      readonly method: string;
      /** Is there an entry for anybody at all? For who does not know yet whose forward it will be. */
      readonly anyMerchant: boolean;
    }
  /** The URL of the check's merchant. */
  | { readonly kind: 'payment-forward-url'; readonly method: string };

/** The entry that allows it, or why there is none. `merchantId` undefined: a token of no merchant, if nothing else is said. */
export function decideDestination(
  { destinations, forwardUrls }: AccountDestinations,
  wish: ForwardWish,
  merchantId: string | undefined,
): DestinationDetails | DestinationRefusal {
  const whose = merchantId ?? (wish.kind === 'url' && wish.anyMerchant ? undefined : null);
  const { method } = wish;
  if (wish.kind === 'url') return match(wish.url);
  const forwardUrl = merchantId === undefined ? undefined : forwardUrls.get(merchantId);
  if (forwardUrl === undefined) return 'forward_url_missing';
  // One that was stored under an older rule and is no destination URL: no entry can allow it.
  return forwardUrl.url === null ? 'destination_not_allowed' : match(forwardUrl.url);

  function match(url: DestinationUrl): DestinationDetails | DestinationRefusal {
    return matchDestination(destinations.of(url.host), { url, method, merchantId: whose }) ?? 'destination_not_allowed';
  }
}
