import { type Clock, type Mode, Problem } from '@latchkey/platform';
import type { Pool, PoolClient } from '@latchkey/postgres';
import type { AccountRepository } from '../accounts/account.repository';
import { recordUserAction } from '../user-actions/user-action';
import { changeUsers } from '../users/change-users';
import { deviceCookie, sessionCookie } from './cookies';
import { rememberDevice } from './known-devices';
import { newSecretId } from './secret-id';
import type { LiveSession, SessionUser } from './session';
import { sessionEnds, type SessionLifetimes } from './session.lifetimes';
import { type SessionResource, sessionResource } from './session.resource';
import { beginSession, end, rotate } from './session.store';
import type { Visitor } from './visitor';

/** What is answered to whoever has just given a password or a one-time token. */
export interface SignedIn {
  readonly session: SessionResource;
  readonly cookies: readonly string[];
}

/** Changes what must be changed before the session is; undefined when that cannot be. */
export type Proof<T> = (client: PoolClient, now: Date) => Promise<T | undefined>;

export interface Sessions {
  /** A new session of the user whom `proof` names, all in one transaction. What the browser was in before ends. */
  begin(accountId: string, visitor: Visitor, proof: Proof<SessionUser>): Promise<SignedIn | undefined>;
  /** The same session under a new id, its password given now. Rejects with 401 when it is over meanwhile. */
  renew(session: LiveSession, visitor: Visitor, proof: Proof<true>): Promise<SignedIn | undefined>;
  show(session: LiveSession): Promise<SessionResource>;
}

export interface SessionsOptions {
  readonly pool: Pool;
  readonly accounts: Pick<AccountRepository, 'get'>;
  readonly lifetimes: SessionLifetimes;
  readonly mode: Mode;
  readonly clock: Clock;
}

export const createSessions = ({ pool, accounts, lifetimes, mode, clock }: SessionsOptions): Sessions => ({
  begin: async (accountId, visitor, proof) => {
    // Before the commit: nothing may fail after it.
    const account = await accounts.get(accountId);
    const now = clock.now();
    return changeUsers(pool, async (client) => {
      const user = await proof(client, now);
      if (!user) return undefined;
      // An id that the browser brought is never taken on.
      if (visitor.session) await leave(client, visitor.session, visitor.requestId, now);
      const id = newSecretId();
      const times = { signedInAt: now, confirmedAt: now, lastSeenAt: now };
      await beginSession(client, id.hash, user.id, times);
      const device = await rememberDevice(client, user.id, visitor.device, now);
      const actor = { type: 'user', id: user.id } as const;
      const { requestId } = visitor;
      await recordUserAction(client, { action: 'signed_in', time: now, actor, accountId, requestId, userId: user.id });
      const live: LiveSession = { idHash: id.hash, user, ...times, ...sessionEnds(times, lifetimes) };
      return {
        session: sessionResource(live, account, mode),
        cookies: [sessionCookie(id.text), ...(device ? [deviceCookie(device.text)] : [])],
      };
    });
  },

  renew: async (session, visitor, proof) => {
    const account = await accounts.get(session.user.accountId);
    const now = clock.now();
    return changeUsers(pool, async (client) => {
      if (!(await proof(client, now))) return undefined;
      const id = newSecretId();
      if (!(await rotate(client, session.idHash, id.hash, now))) throw new Problem('session_expired');
      const device = await rememberDevice(client, session.user.id, visitor.device, now);
      const times = { signedInAt: session.signedInAt, confirmedAt: now, lastSeenAt: now };
      const live: LiveSession = { idHash: id.hash, user: session.user, ...times, ...sessionEnds(times, lifetimes) };
      return {
        session: sessionResource(live, account, mode),
        cookies: [sessionCookie(id.text), ...(device ? [deviceCookie(device.text)] : [])],
      };
    });
  },

  show: async (session) => sessionResource(session, await accounts.get(session.user.accountId), mode),
});

/** Ends a session, if it is one, and says so. */
export const leave = async (client: PoolClient, idHash: Buffer, requestId: string, time: Date): Promise<void> => {
  const left = await end(client, idHash);
  if (!left) return;
  const { userId, accountId } = left;
  const actor = { type: 'user', id: userId } as const;
  await recordUserAction(client, { action: 'signed_out', time, actor, accountId, requestId, userId });
};
