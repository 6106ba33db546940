import { type DestinationUrl, matchDestination, withoutSearch } from '@latchkey/accounts-domain';
import { decideDestination, decideRight, type Operation, type Scope } from '@latchkey/keys-domain';
import type { AuditedAccount } from './audited-account';

/** What somebody could have done. Without a merchant: for any merchant at all, or none. */
export interface AuditWish {
  readonly operation: Operation;
  readonly merchantId?: string | undefined;
  /** Forwards only: there, and not only somewhere. `method`: upper case. */
  readonly destination?: { readonly url: DestinationUrl; readonly method: string } | undefined;
}

/** What is wrong with the destination that is asked about; null: nothing. */
export function wrongWish({ operation, merchantId, destination }: AuditWish): string | null {
  if (destination === undefined || operation === 'cardholder-data.forward') return null;
  if (operation !== 'payment-data.forward') return 'is of forwards only';
  return merchantId === undefined ? 'of payment-data.forward is its merchant’s: name the merchant' : null;
}

/**
 * Could a living key with this scope do it? The answer is auth's own, and for a destination what commerce would ask.
 * `account` null: it was not open yet.
 */
export function could(scope: Scope | null, account: AuditedAccount | null, wish: AuditWish): boolean {
  if (account === null || decideRight(scope, account, wish) !== null) return false;
  if (wish.destination === undefined) return true;
  if (wish.merchantId === undefined) return couldForSomebody(scope, account, wish.destination);
  const { url, method } = wish.destination;
  if (wish.operation !== 'payment-data.forward') {
    const toUrl = { kind: 'url', url, method, anyMerchant: false } as const;
    return typeof decideDestination(account, toUrl, wish.merchantId) !== 'string';
  }
  const own = account.forwardUrls.get(wish.merchantId)?.url ?? null;
  if (own === null || withoutSearch(own) !== withoutSearch(url)) return false;
  return typeof decideDestination(account, { kind: 'payment-forward-url', method }, wish.merchantId) !== 'string';
}

/** Is there an entry for one of the merchants that the key may act for, or, for the whole account, for none? */
function couldForSomebody(
  scope: Scope | null,
  { merchants, destinations }: AuditedAccount,
  { url, method }: NonNullable<AuditWish['destination']>,
): boolean {
  const mayActFor = (id: string) =>
    merchants.get(id) === 'active' && (scope === null || scope.merchantIds.some((granted) => granted === id));
  const usable = [...destinations.of(url.host)].filter(({ merchantIds }) =>
    merchantIds === null ? scope === null || scope.merchantIds.some(mayActFor) : merchantIds.some(mayActFor),
  );
  return matchDestination(usable, { url, method, merchantId: undefined }) !== null;
}
