import type { Allow } from '@latchkey/auth-client';
import type { Injected } from '@latchkey/masking';
import type { Vault } from '@latchkey/vault';
import { visibilityOf } from '../authorization/visibility';
import { openBundle } from '../payment-data/authentication-data';
import type { BundleRow } from '../payment-data/bundle.entity';
import type { BundleRepository } from '../payment-data/bundles.repository';
import { cardholderNameOf } from '../tokens/token-view';
import type { TokenRepository } from '../tokens/tokens.repository';
import type { OpenValues, Subject } from './subject';
import { twoDigits } from './two-digits';

export const BUNDLE_PLACEHOLDERS = [
  'network_token',
  'cardholder_name',
  'expiration_year',
  'expiration_month',
  'cryptogram',
  'eci',
  'amount',
  'currency_code',
] as const;

export interface BundleSources {
  readonly bundles: Pick<BundleRepository, 'find'>;
  readonly tokens: Pick<TokenRepository, 'find'>;
  readonly vault: Vault;
}

/** A bundle, for forwarding; null for one that the caller cannot see. */
export async function findBundle(sources: BundleSources, id: string, caller: Allow): Promise<Subject | null> {
  const row = await sources.bundles.find(id, visibilityOf(caller));
  if (row === null) return null;
  return {
    kind: 'bundle',
    tokenId: row.tokenId,
    bundleId: row.id,
    merchantId: row.merchantId,
    open: ({ placeholders }) => openValues(sources, row, placeholders),
    delivered: async () => undefined,
  };
}

/** Of a bundle that did not succeed there are amount and currency, and what its card says; no network token. */
async function openValues(
  { tokens, vault }: BundleSources,
  row: BundleRow,
  placeholders: ReadonlySet<string>,
): Promise<OpenValues> {
  const wanted = (...names: readonly string[]) => names.some((name) => placeholders.has(name));
  const data = wanted('network_token', 'expiration_year', 'expiration_month', 'cryptogram', 'eci')
    ? await openBundle(row, vault)
    : null;
  const injected: Injected[] = [];
  if (data && wanted('network_token')) injected.push({ kind: 'network_token', value: data.networkToken });
  if (data && wanted('cryptogram')) injected.push({ kind: 'cryptogram', value: data.cryptogram });
  return {
    injected,
    values: {
      network_token: data?.networkToken ?? null,
      cardholder_name: wanted('cardholder_name') ? await cardholderName(row, tokens, vault) : null,
      expiration_year: data ? `${data.expiryYear}` : null,
      expiration_month: data ? twoDigits(data.expiryMonth) : null,
      cryptogram: data?.cryptogram ?? null,
      eci: data?.eci ?? null,
      amount: row.amount,
      currency_code: row.currencyCode,
    },
  };
}

/** The token's own merchant may be another than the bundle's, which alone decides who may forward it. */
async function cardholderName(row: BundleRow, tokens: BundleSources['tokens'], vault: Vault): Promise<string | null> {
  const token = await tokens.find(row.tokenId, { accountId: row.accountId, merchantIds: '*' });
  return token && cardholderNameOf(token, await vault.forAccount(row.accountId));
}
