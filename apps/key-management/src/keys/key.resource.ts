import type { Actor } from '@latchkey/accounts-domain';
import { type AccountNow, effectiveScope, type Scope } from '@latchkey/keys-domain';
import type { OpenAccountView } from '../accounts/account.repository';
import type { ExistingKeyState } from './key.repository';

/** A key as callers see it: product.md section 2. The secret is not part of it. */
export interface KeyResource {
  readonly id: string;
  readonly label: string;
  readonly display: string;
  readonly status: 'active' | 'revoked';
  readonly account_id: string;
  readonly scope: ScopeResource | null;
  readonly effective_scope: ScopeResource | null;
  readonly replaces: string | null;
  readonly created_at: string;
  readonly created_by: Actor;
  readonly revoked_at: string | null;
  readonly revoked_by: Actor | null;
  readonly last_used_at: string | null;
}

export interface ScopeResource {
  readonly merchant_ids: readonly string[];
  readonly features: readonly string[];
}

/** What is shown of a key, wherever it was read from. */
export interface ShownKey {
  readonly keyId: string;
  readonly accountId: string;
  readonly label: string;
  readonly display: string;
  readonly scope: Scope | null;
  readonly replaces: string | null;
  readonly createdAt: string;
  readonly createdBy: Actor;
  readonly revoked: { readonly at: string; readonly by: Actor } | null;
  readonly lastUsedAt: string | null;
}

export const keyResource = (key: ShownKey, account: AccountNow): KeyResource => ({
  id: key.keyId,
  label: key.label,
  display: key.display,
  status: key.revoked ? 'revoked' : 'active',
  account_id: key.accountId,
  scope: scopeResource(key.scope),
  effective_scope: scopeResource(effectiveScope(key.scope, account)),
  replaces: key.replaces,
  created_at: key.createdAt,
  created_by: actorResource(key.createdBy),
  revoked_at: key.revoked?.at ?? null,
  revoked_by: key.revoked && actorResource(key.revoked.by),
  last_used_at: key.lastUsedAt,
});

/** Of a key as its stream has it, which says nothing of uses. */
export const shownKey = (state: ExistingKeyState, lastUsedAt: string | null): ShownKey => ({
  ...state,
  lastUsedAt,
  revoked: state.status === 'revoked' ? { at: state.revokedAt, by: state.revokedBy } : null,
});

export const accountNow = ({ state }: OpenAccountView): AccountNow => ({
  operatingModel: state.operatingModel,
  merchantIds: { has: (id) => state.merchants.get(id)?.status === 'active' },
});

export const scopeResource = (scope: Scope | null): ScopeResource | null =>
  scope && { merchant_ids: scope.merchantIds, features: scope.features };

const actorResource = ({ type, id }: Actor): Actor => ({ type, id });
