import type { Actor } from '@latchkey/accounts-domain';
import type { Role } from '../users/role';

/** A link that works once, by whoever has its token. */
export type OneTimeLink = Invitation | PasswordReset;

export interface Invitation extends CommonToLinks {
  readonly kind: 'invitation';
  readonly email: string;
  readonly emailFolded: string;
  readonly role: Role;
}

export interface PasswordReset extends CommonToLinks {
  readonly kind: 'password_reset';
  readonly userId: string;
}

interface CommonToLinks {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly createdBy: Actor;
  readonly expiresAt: Date;
}

export const LINK_LIFETIME_MS = { invitation: 7 * 24 * 60 * 60 * 1000, password_reset: 60 * 60 * 1000 } as const;
