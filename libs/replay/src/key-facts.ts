import type { Actor } from '@latchkey/accounts-domain';
import { effectiveScope, type Scope } from '@latchkey/keys-domain';
import type { AuditedAccount } from './audited-account';

/** `at`: the event's own time. `effectiveAt`: the one that counts, which no skewed clock before it can exceed. */
export interface KeyDeed {
  readonly ordinal: number;
  readonly at: string;
  readonly effectiveAt: string;
  readonly by: Actor;
}

/** What a key's own events say of it. */
export interface KeyFacts {
  readonly keyId: string;
  readonly accountId: string;
  readonly label: string;
  readonly display: string;
  /** Null: the whole account. */
  readonly scope: Scope | null;
  readonly replaces: string | null;
  readonly created: KeyDeed;
  readonly revoked: KeyDeed | null;
}

export interface KeyAsOf extends KeyFacts {
  readonly status: 'active' | 'revoked';
  /** What the key would reach if it lives: its scope ∩ the model ∩ the merchants of that moment. */
  readonly effectiveScope: Scope | null;
}

/** `account` null: it was not open yet, and nobody could do anything. */
export function keyAsOf(facts: KeyFacts, account: AuditedAccount | null): KeyAsOf {
  return {
    ...facts,
    status: facts.revoked === null ? 'active' : 'revoked',
    effectiveScope: account === null ? facts.scope && nothing : effectiveScopeIn(facts.scope, account),
  };
}

const nothing: Scope = { merchantIds: [], features: [] };

const effectiveScopeIn = (scope: Scope | null, { operatingModel, merchants }: AuditedAccount): Scope | null =>
  effectiveScope(scope, { operatingModel, merchantIds: { has: (id) => merchants.get(id) === 'active' } });
