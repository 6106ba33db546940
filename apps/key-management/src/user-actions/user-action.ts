import type { Actor } from '@latchkey/accounts-domain';
import type { PoolClient } from '@latchkey/postgres';
import type { Role } from '../users/role';
import insertUserAction from './sql/insert-user-action.sql';

export type UserActionName =
  | 'signed_in'
  | 'sign_in_failed'
  | 'signed_out'
  | 'signed_out_everywhere'
  | 'confirmed'
  | 'confirmation_failed'
  | 'password_changed'
  | 'password_reset_issued'
  | 'password_reset'
  | 'invited'
  | 'invitation_withdrawn'
  | 'invitation_accepted'
  | 'role_changed'
  | 'renamed'
  | 'removed';

/** A row of the audit trail about users. Ids only: no address, no name, nothing that was typed. */
export interface UserAction {
  readonly action: UserActionName;
  readonly time: Date;
  /** Null: nobody had proved who they are. */
  readonly actor: Actor | null;
  readonly accountId: string | null;
  readonly requestId: string;
  readonly userId?: string | null;
  readonly invitationId?: string;
  readonly role?: Role;
}

/** In the transaction of what was done, so that there is neither one without the other. */
export const recordUserAction = async (client: Pick<PoolClient, 'query'>, action: UserAction): Promise<void> => {
  await client.query({
    name: 'insert_user_action',
    text: insertUserAction,
    values: [
      action.time,
      action.accountId,
      action.actor?.type ?? null,
      action.actor?.id ?? null,
      action.action,
      action.userId ?? null,
      action.invitationId ?? null,
      action.role ?? null,
      action.requestId,
    ],
  });
};
