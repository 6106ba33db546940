import { type AccountId, type CommandContext, type KeyId, type OperatingModel } from '@latchkey/accounts-domain';
import type { Verifier } from './key.events';

/** Text members hold what the caller sent: the decision checks them and brings them into their normal form. */
interface KeyCommandOf<Type extends string> {
  readonly type: Type;
  /** The account that the caller acts for; a key of another one is not found. */
  readonly accountId: AccountId;
  readonly keyId: KeyId;
  readonly context: CommandContext;
}

/** In the order given, repeats allowed. */
export interface ScopeInput {
  readonly merchantIds: readonly string[];
  readonly features: readonly string[];
}

export interface CreateKey extends KeyCommandOf<'CreateKey'> {
  readonly label: string;
  readonly scope: ScopeInput | null;
  /** What the caller has just read of the account. What changes after that is settled when the key is used. */
  readonly account: {
    readonly operatingModel: OperatingModel;
    readonly activeMerchantIds: { has(id: string): boolean };
  };
  readonly display: string;
  readonly verifier: Verifier;
  /** The key this one stands in for, and the account it is known to belong to (null: no such key). */
  readonly replaces: { readonly keyId: KeyId; readonly accountId: AccountId | null } | null;
}

export interface LabelKey extends KeyCommandOf<'LabelKey'> {
  readonly label: string;
}

export type RevokeKey = KeyCommandOf<'RevokeKey'>;

export type KeyCommand = CreateKey | LabelKey | RevokeKey;
