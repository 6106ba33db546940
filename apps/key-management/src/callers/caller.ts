import type { Actor } from '@latchkey/accounts-domain';

/** Who is calling, proved. Sessions of users will be a third kind. */
export type Caller = OperatorCaller | KeyCaller;

/** An operator of the installation; for a call about an account, `accountId` is the one it names. */
export interface OperatorCaller {
  readonly kind: 'operator';
  readonly actor: Actor;
  /** Not yet known to exist. Undefined: none was named. */
  readonly accountId: string | undefined;
}

export interface KeyCaller {
  readonly kind: 'unscoped_key' | 'scoped_key';
  readonly actor: Actor;
  readonly accountId: string;
  readonly keyId: string;
}

export type CallerKind = Caller['kind'];
