import type { Pool, PoolClient } from '@latchkey/postgres';
import { shownUser, type UserRow } from '../users/user.row';
import type { StoredSession } from './session';
import type { SessionTimes } from './session.lifetimes';
import endOtherSessions from './sql/end-other-sessions.sql';
import endSession from './sql/end-session.sql';
import findSession from './sql/find-session.sql';
import insertSession from './sql/insert-session.sql';
import rotateSession from './sql/rotate-session.sql';
import touchSession from './sql/touch-session.sql';

type Queryable = Pick<Pool | PoolClient, 'query'>;

interface SessionRow extends UserRow {
  readonly signed_in_at: Date;
  readonly confirmed_at: Date;
  readonly last_seen_at: Date;
}

/** Of a user who has not been removed. Whether it has expired is not asked here. */
export const findStoredSession = async (db: Queryable, idHash: Buffer): Promise<StoredSession | undefined> => {
  const { rows } = await db.query<SessionRow>({ name: 'find_session', text: findSession, values: [idHash] });
  const [row] = rows;
  return (
    row && {
      idHash,
      signedInAt: row.signed_in_at,
      confirmedAt: row.confirmed_at,
      lastSeenAt: row.last_seen_at,
      user: { ...shownUser(row), accountId: row.account_id },
    }
  );
};

export const touch = async (db: Queryable, idHash: Buffer, now: Date): Promise<void> => {
  await db.query({ name: 'touch_session', text: touchSession, values: [idHash, now] });
};

export const beginSession = async (
  db: Queryable,
  idHash: Buffer,
  userId: string,
  { signedInAt, confirmedAt, lastSeenAt }: SessionTimes,
): Promise<void> => {
  const values = [idHash, userId, signedInAt, confirmedAt, lastSeenAt];
  await db.query({ name: 'insert_session', text: insertSession, values });
};

/** The same session under another id, its password given just now. False: it is over. */
export const rotate = async (db: Queryable, from: Buffer, to: Buffer, now: Date): Promise<boolean> => {
  const { rowCount } = await db.query({ name: 'rotate_session', text: rotateSession, values: [from, to, now] });
  return rowCount === 1;
};

/** Whose it was; undefined if there was none. */
export const end = async (
  db: Queryable,
  idHash: Buffer,
): Promise<{ readonly userId: string; readonly accountId: string } | undefined> => {
  const { rows } = await db.query<{ user_id: string; account_id: string }>({
    name: 'end_session',
    text: endSession,
    values: [idHash],
  });
  const [row] = rows;
  return row && { userId: row.user_id, accountId: row.account_id };
};

/** All of the user's, but the one named, if one is. */
export const endSessionsOf = async (db: Queryable, userId: string, but: Buffer | null = null): Promise<void> => {
  await db.query({ name: 'end_other_sessions', text: endOtherSessions, values: [userId, but] });
};
