import { featuresAllowed, isFeature, mayHaveScopedKeys, type OperatingModel } from '@latchkey/accounts-domain';
import { isLeftForRemovedMerchant, type Operation } from './operation';
import { effectiveScope, type Scope } from './scope';

export type Refusal =
  | 'scoped_keys_unavailable'
  | 'feature_not_in_scope'
  | 'operating_model_forbids'
  | 'merchant_not_in_scope'
  | 'merchant_removed';

export type MerchantStatus = 'active' | 'removed';

/** What is true of the account at the moment that is asked about. `merchants`: all it ever had, a Map for instance. */
export interface AccountStanding {
  readonly operatingModel: OperatingModel;
  readonly merchants: { get(merchantId: string): MerchantStatus | undefined };
}

export interface Wish {
  readonly operation?: Operation | undefined;
  readonly merchantId?: string | undefined;
}

/** Why a living key with this scope may not do this now; null if it may. `scope` null is the whole account. */
export function decideRight(scope: Scope | null, account: AccountStanding, wish: Wish): Refusal | null {
  return scope === null ? decideUnscoped(account, wish) : decideScoped(scope, account, wish);
}

function decideUnscoped({ merchants }: AccountStanding, { operation, merchantId }: Wish): Refusal | null {
  if (merchantId === undefined) return null;
  const status = merchants.get(merchantId);
  if (status === undefined) return 'merchant_not_in_scope';
  return status === 'active' || isLeftForRemovedMerchant(operation) ? null : 'merchant_removed';
}

function decideScoped(scope: Scope, { operatingModel, merchants }: AccountStanding, wish: Wish): Refusal | null {
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
export function grantOf(scope: Scope | null, { operatingModel, merchants }: AccountStanding) {
  if (scope === null) return { merchantIds: '*', features: '*' } as const;
  return effectiveScope(scope, { operatingModel, merchantIds: { has: (id) => merchants.get(id) === 'active' } });
}
