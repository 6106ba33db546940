import type { Actor } from '@latchkey/accounts-domain';
import type { Role } from '../users/role';
import type { Invitation } from './one-time-link';

/** A pending invitation as callers see it. */
export interface InvitationResource {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly created_at: string;
  readonly expires_at: string;
  readonly created_by: Actor;
}

export const invitationResource = (
  invitation: Pick<Invitation, 'id' | 'email' | 'role' | 'createdAt' | 'createdBy' | 'expiresAt'>,
): InvitationResource => ({
  id: invitation.id,
  email: invitation.email,
  role: invitation.role,
  created_at: invitation.createdAt.toISOString(),
  expires_at: invitation.expiresAt.toISOString(),
  created_by: invitation.createdBy,
});
