import type { Actor } from '@latchkey/accounts-domain';
import type { LiveSession } from '../sessions/session';
import type { Role } from '../users/role';

/** Who is calling, proved. */
export type Caller = OperatorCaller | KeyCaller | UserCaller;

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

/** Somebody who has signed in. The kind is their role as it is now. */
export interface UserCaller {
  readonly kind: Role;
  readonly actor: Actor;
  readonly accountId: string;
  readonly session: LiveSession;
}

export type CallerKind = Caller['kind'];
