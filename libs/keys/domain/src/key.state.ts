import { type AccountId, type Actor, type KeyId } from '@latchkey/accounts-domain';
import type { Verifier } from './key.events';
import type { Scope } from './scope';

interface KeyFacts {
  readonly accountId: AccountId;
  readonly keyId: KeyId;
  readonly label: string;
  readonly display: string;
  readonly scope: Scope | null;
  readonly verifier: Verifier;
  readonly replaces: KeyId | null;
  readonly createdAt: string;
  readonly createdBy: Actor;
}

export interface NoKey {
  readonly status: 'none';
}
export interface ActiveKey extends KeyFacts {
  readonly status: 'active';
}
export interface RevokedKey extends KeyFacts {
  readonly status: 'revoked';
  readonly revokedAt: string;
  readonly revokedBy: Actor;
}

export type KeyState = NoKey | ActiveKey | RevokedKey;

export const initialKey: KeyState = { status: 'none' };
