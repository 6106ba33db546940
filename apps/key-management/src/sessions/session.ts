import type { ShownUser } from '../users/user.resource';
import type { SessionEnds, SessionTimes } from './session.lifetimes';

/** A session that is in the table, with its user as they are now. */
export interface StoredSession extends SessionTimes {
  readonly idHash: Buffer;
  readonly user: SessionUser;
}

export interface SessionUser extends ShownUser {
  readonly accountId: string;
}

/** One that is good, and until when. */
export interface LiveSession extends StoredSession, SessionEnds {}
