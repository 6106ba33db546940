import type { Pool, PoolClient, QueryConfig } from '@latchkey/postgres';
import type { SessionUser } from '../sessions/session';
import changePassword from './sql/change-password.sql';
import changeUser from './sql/change-user.sql';
import findByEmail from './sql/find-by-email.sql';
import findPassword from './sql/find-password.sql';
import findUser from './sql/find-user.sql';
import insertUser from './sql/insert-user.sql';
import lockUser from './sql/lock-user.sql';
import lockUsersOf from './sql/lock-users-of.sql';
import noteSignIn from './sql/note-sign-in.sql';
import removeUser from './sql/remove-user.sql';
import type { Role } from './role';
import { shownUser, type UserRow } from './user.row';

type Queryable = Pick<Pool | PoolClient, 'query'>;

export interface SigningInUser extends SessionUser {
  readonly passwordHash: string;
  /** Whether they have signed in with this browser. */
  readonly isKnownDevice: boolean;
}

/** The one user of the installation with this address. */
export const findByAddress = async (
  db: Queryable,
  emailFolded: string,
  device: Buffer | undefined,
  now: Date,
): Promise<SigningInUser | undefined> => {
  const values = [emailFolded, device ?? null, now];
  const { rows } = await db.query<UserRow & { password_hash: string; known_device: boolean }>({
    name: 'find_user_by_email',
    text: findByEmail,
    values,
  });
  const [row] = rows;
  return row && { ...sessionUser(row), passwordHash: row.password_hash, isKnownDevice: row.known_device };
};

export const findPasswordHash = async (db: Queryable, userId: string): Promise<string | undefined> => {
  const { rows } = await db.query<{ password_hash: string }>({
    name: 'find_password',
    text: findPassword,
    values: [userId],
  });
  return rows[0]?.password_hash;
};

/** Removed or not. */
export const findUserById = async (db: Queryable, userId: string): Promise<SessionUser | undefined> => {
  const { rows } = await db.query<UserRow>({ name: 'find_user', text: findUser, values: [userId] });
  return rows[0] && sessionUser(rows[0]);
};

/** Until the transaction ends nobody else invites, changes or removes users of the account. */
export const lockUsers = async (db: Queryable, accountId: string): Promise<void> => {
  await db.query({ name: 'lock_users_of', text: lockUsersOf, values: [accountId] });
};

/** Until the transaction ends nobody signs in as them, or changes them. Undefined: there is no such user any more. */
export const lock = async (
  db: Queryable,
  userId: string,
): Promise<(SessionUser & { readonly passwordHash: string }) | undefined> => {
  const { rows } = await db.query<UserRow & { password_hash: string }>({
    name: 'lock_user',
    text: lockUser,
    values: [userId],
  });
  const [row] = rows;
  return row && { ...sessionUser(row), passwordHash: row.password_hash };
};

/** Unless the password that was verified is another one by now. `hash`: the same password, hashed anew. */
export const noteSignedIn = async (
  db: Queryable,
  user: SigningInUser,
  now: Date,
  hash: string | undefined,
): Promise<SessionUser | undefined> => {
  const values = [user.id, user.passwordHash, now, hash ?? null];
  const { rows } = await db.query<UserRow>({ name: 'note_sign_in', text: noteSignIn, values });
  return rows[0] && sessionUser(rows[0]);
};

/** `signedInAt`: null leaves it. */
export const setPassword = (db: Queryable, userId: string, hash: string, signedInAt: Date | null) =>
  changeLocked(db, { name: 'change_password', text: changePassword, values: [userId, hash, signedInAt] });

export const setNameAndRole = (db: Queryable, userId: string, { name, role }: { name: string; role: Role }) =>
  changeLocked(db, { name: 'change_user', text: changeUser, values: [userId, name, role] });

export const markRemoved = (db: Queryable, userId: string, removedAt: Date) =>
  changeLocked(db, { name: 'remove_user', text: removeUser, values: [userId, removedAt] });

const changeLocked = async (db: Queryable, query: QueryConfig): Promise<SessionUser> => {
  const { rows } = await db.query<UserRow>(query);
  if (!rows[0]) throw new Error('a user who was locked is not there');
  return sessionUser(rows[0]);
};

export interface NewUser {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly emailFolded: string;
  readonly name: string;
  readonly role: string;
  readonly passwordHash: string;
}

/** Signed in at once. Undefined: somebody has this address. */
export const insert = async (db: Queryable, user: NewUser, now: Date): Promise<SessionUser | undefined> => {
  const { id, accountId, email, emailFolded, name, role, passwordHash } = user;
  const values = [id, accountId, email, emailFolded, name, role, passwordHash, now];
  const { rows } = await db.query<UserRow>({ name: 'insert_user', text: insertUser, values });
  return rows[0] && sessionUser(rows[0]);
};

export const sessionUser = (row: UserRow): SessionUser => ({ ...shownUser(row), accountId: row.account_id });
