import type { Role } from './role';

/** A user as callers see them. */
export interface UserResource {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly created_at: string;
  readonly last_signed_in_at: string | null;
  readonly removed_at: string | null;
}

/** What is shown of a user. */
export interface ShownUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly lastSignedInAt: Date | null;
  readonly removedAt: Date | null;
}

export const userResource = (user: ShownUser): UserResource => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  created_at: user.createdAt.toISOString(),
  last_signed_in_at: user.lastSignedInAt?.toISOString() ?? null,
  removed_at: user.removedAt?.toISOString() ?? null,
});
