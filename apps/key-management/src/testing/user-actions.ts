import { ownerQuery } from './owner-query';
import type { TestService } from './test-service';

export interface StoredUserAction {
  readonly action: string;
  readonly account_id: string | null;
  readonly actor_type: string | null;
  readonly actor_id: string | null;
  readonly user_id: string | null;
  readonly invitation_id: string | null;
  readonly role: string | null;
  readonly request_id: string;
}

/** What was done about an account's users, in order; with null, what nobody known has tried. */
export const userActionsOf = (service: Pick<TestService, 'database'>, accountId: string | null) =>
  ownerQuery<StoredUserAction & Record<string, unknown>>(
    service,
    `SELECT action, account_id, actor_type, actor_id, user_id, invitation_id, role, request_id
     FROM key_management.user_actions WHERE account_id IS NOT DISTINCT FROM $1 ORDER BY ordinal`,
    [accountId],
  );
