import { type Clock, Problem } from '@latchkey/platform';
import type { Pool } from '@latchkey/postgres';
import type { CallerResolver } from '../callers/caller-resolver.port';
import { readCookie, SESSION_COOKIE } from './cookies';
import { hashSecretId } from './secret-id';
import { isAlive, isDueToBeSeen, sessionEnds, type SessionLifetimes } from './session.lifetimes';
import { findStoredSession, touch } from './session.store';

/** A page that asks by itself says so with this header and the value `true`: then the session does not live longer for it. */
export const BACKGROUND_HEADER = 'x-latchkey-background';
/** What a page asks to find out whether somebody is signed in. */
const NEVER_SEEN = 'GET /session';

export interface SessionResolverOptions {
  readonly pool: Pool;
  readonly lifetimes: SessionLifetimes;
  readonly clock: Clock;
}

/** The session cookie, looked up at each request with the user's role as it is now. */
export const createSessionResolver = ({ pool, lifetimes, clock }: SessionResolverOptions): CallerResolver => ({
  resolve: async ({ headers, route }) => {
    const cookie = readCookie(headers.cookie, SESSION_COOKIE);
    if (cookie.kind === 'none') return undefined;
    if (cookie.kind === 'malformed') throw new Problem('session_expired');
    const idHash = hashSecretId(cookie.id);
    const stored = await findStoredSession(pool, idHash);
    const now = clock.now();
    if (!stored || !isAlive(sessionEnds(stored, lifetimes), now)) throw new Problem('session_expired');
    const seen = route !== NEVER_SEEN && headers[BACKGROUND_HEADER] !== 'true';
    const due = seen && isDueToBeSeen(stored, lifetimes, now);
    if (due) await touch(pool, idHash, now);
    const session = due ? { ...stored, lastSeenAt: now } : stored;
    const { id, role, accountId } = stored.user;
    return {
      kind: role,
      actor: { type: 'user', id },
      accountId,
      session: { ...session, ...sessionEnds(session, lifetimes) },
    };
  },
});
