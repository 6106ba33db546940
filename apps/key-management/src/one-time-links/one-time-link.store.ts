import type { Actor } from '@latchkey/accounts-domain';
import type { Pool, PoolClient } from '@latchkey/postgres';
import type { Role } from '../users/role';
import type { Invitation, OneTimeLink, PasswordReset } from './one-time-link';
import countInvitations from './sql/count-invitations.sql';
import dropInvitation from './sql/drop-invitation.sql';
import dropInvitationsOf from './sql/drop-invitations-by.sql';
import dropInvitationsTo from './sql/drop-invitations-to.sql';
import dropResets from './sql/drop-password-resets.sql';
import findLinkById from './sql/find-link-by-id.sql';
import findLink from './sql/find-link.sql';
import insertLink from './sql/insert-link.sql';
import takeLink from './sql/take-link.sql';

type Queryable = Pick<Pool | PoolClient, 'query'>;

interface LinkRow {
  readonly id: string;
  readonly kind: OneTimeLink['kind'];
  readonly account_id: string;
  readonly email: string;
  readonly email_folded: string;
  readonly role: Role;
  readonly user_id: string;
  readonly created_at: Date;
  readonly created_by_type: Actor['type'];
  readonly created_by_id: string;
  readonly expires_at: Date;
}

/** One that is still good. */
export const findByToken = async (db: Queryable, tokenHash: Buffer, now: Date): Promise<OneTimeLink | undefined> => {
  const { rows } = await db.query<LinkRow>({ name: 'find_link', text: findLink, values: [tokenHash, now] });
  return rows[0] && linkOf(rows[0]);
};

export const findById = async (db: Queryable, id: string): Promise<OneTimeLink | undefined> => {
  const { rows } = await db.query<LinkRow>({ name: 'find_link_by_id', text: findLinkById, values: [id] });
  return rows[0] && linkOf(rows[0]);
};

/** Of several who take it at once one gets it. */
export const take = async (db: Queryable, tokenHash: Buffer, now: Date): Promise<OneTimeLink | undefined> => {
  const { rows } = await db.query<LinkRow>({ name: 'take_link', text: takeLink, values: [tokenHash, now] });
  return rows[0] && linkOf(rows[0]);
};

export const insert = async (db: Queryable, tokenHash: Buffer, link: OneTimeLink): Promise<void> => {
  const invitation = link.kind === 'invitation' ? link : undefined;
  const values = [
    link.id,
    tokenHash,
    link.kind,
    link.accountId,
    invitation?.email ?? null,
    invitation?.emailFolded ?? null,
    invitation?.role ?? null,
    link.kind === 'password_reset' ? link.userId : null,
    link.createdAt,
    link.createdBy.type,
    link.createdBy.id,
    link.expiresAt,
  ];
  await db.query({ name: 'insert_link', text: insertLink, values });
};

export const countPending = async (db: Queryable, accountId: string, now: Date): Promise<number> => {
  const { rows } = await db.query<{ pending: number }>({
    name: 'count_invitations',
    text: countInvitations,
    values: [accountId, now],
  });
  return rows[0]?.pending ?? 0;
};

/** The id of the one that was there, if one was. */
export const dropInvitationTo = async (
  db: Queryable,
  accountId: string,
  emailFolded: string,
): Promise<string | undefined> => {
  const { rows } = await db.query<{ id: string }>({
    name: 'drop_invitations_to',
    text: dropInvitationsTo,
    values: [accountId, emailFolded],
  });
  return rows[0]?.id;
};

export const withdraw = async (
  db: Queryable,
  accountId: string,
  id: string,
  now: Date,
): Promise<Invitation | undefined> => {
  const values = [accountId, id, now];
  const { rows } = await db.query<LinkRow>({ name: 'drop_invitation', text: dropInvitation, values });
  return rows[0] && invitationOf(rows[0]);
};

/** What somebody has invited and nobody has accepted. The ids. */
export const dropInvitationsBy = async (db: Queryable, accountId: string, userId: string): Promise<string[]> => {
  const values = [accountId, userId];
  const { rows } = await db.query<{ id: string }>({ name: 'drop_invitations_by', text: dropInvitationsOf, values });
  return rows.map(({ id }) => id);
};

export const dropPasswordResets = async (db: Queryable, userId: string): Promise<void> => {
  await db.query({ name: 'drop_password_resets', text: dropResets, values: [userId] });
};

const linkOf = (row: LinkRow): OneTimeLink => (row.kind === 'invitation' ? invitationOf(row) : resetOf(row));

const invitationOf = (row: LinkRow): Invitation => ({
  ...commonOf(row),
  kind: 'invitation',
  email: row.email,
  emailFolded: row.email_folded,
  role: row.role,
});

const resetOf = (row: LinkRow): PasswordReset => ({ ...commonOf(row), kind: 'password_reset', userId: row.user_id });

const commonOf = (row: LinkRow) => ({
  id: row.id,
  accountId: row.account_id,
  createdAt: row.created_at,
  createdBy: { type: row.created_by_type, id: row.created_by_id },
  expiresAt: row.expires_at,
});
