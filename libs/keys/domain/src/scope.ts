import { featuresAllowed, type Feature, type MerchantId, type OperatingModel } from '@latchkey/accounts-domain';

/** What a scoped key was given when it was made: each feature for each merchant. Both sorted, without repeats. */
export type Scope = {
  readonly merchantIds: readonly MerchantId[];
  readonly features: readonly Feature[];
};

/** What is true of the account at the moment of use. `merchantIds`: its active merchants, a Set for instance. */
export interface AccountNow {
  readonly operatingModel: OperatingModel;
  readonly merchantIds: { has(id: MerchantId): boolean };
}

/**
 * What a key may do now: its stored scope ∩ what the model allows ∩ the merchants that still exist. Null (an unscoped
 * key) stays null; a scoped key whose lists become empty may do nothing and never becomes null.
 */
export function effectiveScope(scope: Scope, account: AccountNow): Scope;
export function effectiveScope(scope: Scope | null, account: AccountNow): Scope | null;
export function effectiveScope(scope: Scope | null, { operatingModel, merchantIds }: AccountNow): Scope | null {
  if (scope === null) return null;
  const allowed = featuresAllowed(operatingModel);
  return {
    merchantIds: scope.merchantIds.filter((id) => merchantIds.has(id)),
    features: scope.features.filter((feature) => allowed.includes(feature)),
  };
}
