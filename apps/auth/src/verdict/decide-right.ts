import { featuresAllowed, isFeature, mayHaveScopedKeys, type OperatingModel } from '@latchkey/accounts-domain';
import { effectiveScope, type Scope } from '@latchkey/keys-domain';
import type { MerchantStatus } from '../index/account-table';
import { isLeftForRemovedMerchant, type Operation } from './operation';

export type Refusal =
  | 'scoped_keys_unavailable'
  | 'feature_not_in_scope'
  | 'operating_model_forbids'
  | 'merchant_not_in_scope'
  | 'merchant_removed';

export interface AccountNow {
  readonly operatingModel: OperatingModel;
  readonly merchants: ReadonlyMap<string, MerchantStatus>;
}

export interface Wish {
  readonly operation?: Operation | undefined;
  readonly merchantId?: string | undefined;
}

/** Why a living key with this scope may not do this now; null if it may. `scope` null is the whole account. */
export function decideRight(scope: Scope | null, account: AccountNow, wish: Wish): Refusal | null {
  return scope === null ? decideUnscoped(account, wish) : decideScoped(scope, account, wish);
}

function decideUnscoped({ merchants }: AccountNow, { operation, merchantId }: Wish): Refusal | null {
  if (merchantId === undefined) return null;
  const status = merchants.get(merchantId);
  if (status === undefined) return 'merchant_not_in_scope';
  return status === 'active' || isLeftForRemovedMerchant(operation) ? null : 'merchant_removed';
}

function decideScoped(scope: Scope, { operatingModel, merchants }: AccountNow, wish: Wish): Refusal | null {
  const { operation, merchantId } = wish;
  if (!mayHaveScopedKeys(operatingModel)) return 'scoped_keys_unavailable';
  if (operation !== undefined) {
    if (!isFeature(operation) || !scope.features.includes(operation)) return 'feature_not_in_scope';
    if (!featuresAllowed(operatingModel).includes(operation)) return 'operating_model_forbids';
  }
  if (merchantId === undefined) return null;
  const granted = scope.merchantIds.some((id) => id === merchantId) && merchants.get(merchantId) === 'active';
  return granted ? null : 'merchant_not_in_scope';
}

/** What the key may do at all, now; `'*'` is everything the account has. */
export function grantOf(scope: Scope | null, { operatingModel, merchants }: AccountNow) {
  if (scope === null) return { merchantIds: '*', features: '*' } as const;
  return effectiveScope(scope, { operatingModel, merchantIds: { has: (id) => merchants.get(id) === 'active' } });
}
