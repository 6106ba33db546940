import { type AccountId, type EventMetadata, type KeyId } from '@latchkey/accounts-domain';
import type { Scope } from './scope';

/** What is kept of a key's secret. `value`: base64url of 32 bytes. */
export type Verifier = { readonly value: string; readonly pepperVersion: number };

type KeyFact<Type extends string, Data> = {
  readonly type: Type;
  readonly data: { readonly accountId: AccountId; readonly keyId: KeyId } & Data;
  readonly metadata: EventMetadata;
};

export type KeyCreated = KeyFact<
  'KeyCreated',
  {
    readonly label: string;
    /** `lk_live_3fK9aB…x7Qe` */
    readonly display: string;
    /** Null: the whole account. */
    readonly scope: Scope | null;
    readonly verifier: Verifier;
    readonly replaces: KeyId | null;
  }
>;
export type KeyLabeled = KeyFact<'KeyLabeled', { readonly label: string }>;
export type KeyRevoked = KeyFact<'KeyRevoked', Record<never, never>>;

export type KeyEvent = KeyCreated | KeyLabeled | KeyRevoked;

/** Its stream in the event store. */
export const keyStream = (keyId: KeyId): string => `apikey-${keyId}`;
