import { featuresAllowed, mayHaveManyMerchants, mayHaveScopedKeys } from '@latchkey/accounts-domain';
import type { Mode } from '@latchkey/platform';
import type { OpenAccountView } from '../accounts/account.repository';
import { type UserResource, userResource } from '../users/user.resource';
import type { LiveSession } from './session';

/** A session as its user sees it. Its id is in the cookie alone. */
export interface SessionResource {
  readonly user: UserResource;
  readonly account: {
    readonly id: string;
    readonly name: string;
    readonly operating_model: string;
    readonly allows: {
      readonly scoped_keys: boolean;
      readonly features: readonly string[];
      readonly many_merchants: boolean;
    };
  };
  readonly mode: Mode;
  readonly signed_in_at: string;
  readonly confirmed_at: string;
  readonly fresh_until: string;
  readonly idle_expires_at: string;
  readonly expires_at: string;
}

export const sessionResource = (session: LiveSession, { state }: OpenAccountView, mode: Mode): SessionResource => ({
  user: userResource(session.user),
  account: {
    id: state.accountId,
    name: state.name,
    operating_model: state.operatingModel,
    allows: {
      scoped_keys: mayHaveScopedKeys(state.operatingModel),
      features: featuresAllowed(state.operatingModel),
      many_merchants: mayHaveManyMerchants(state.operatingModel),
    },
  },
  mode,
  signed_in_at: session.signedInAt.toISOString(),
  confirmed_at: session.confirmedAt.toISOString(),
  fresh_until: session.freshUntil.toISOString(),
  idle_expires_at: session.idleExpiresAt.toISOString(),
  expires_at: session.expiresAt.toISOString(),
});
