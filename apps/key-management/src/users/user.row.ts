import type { Role } from './role';
import type { ShownUser } from './user.resource';

/** A row of the users table, without the password's hash. */
export interface UserRow {
  readonly id: string;
  readonly account_id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly created_at: Date;
  readonly last_signed_in_at: Date | null;
  readonly removed_at: Date | null;
}

export const shownUser = (row: UserRow): ShownUser => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  createdAt: row.created_at,
  lastSignedInAt: row.last_signed_in_at,
  removedAt: row.removed_at,
});
