import type { PoolClient } from '@latchkey/postgres';
import { recordUserAction, type UserAction } from '../user-actions/user-action';
import { dropInvitationsBy } from './one-time-link.store';

type WithdrawnWith = Omit<UserAction, 'action'> & { readonly accountId: string; readonly userId: string };

/** Whoever may not invite any more must not come back, or bring others, by a link that they have kept. */
export const withdrawInvitationsBy = async (
  client: PoolClient,
  { userId, ...common }: WithdrawnWith,
): Promise<void> => {
  for (const invitationId of await dropInvitationsBy(client, common.accountId, userId))
    await recordUserAction(client, { action: 'invitation_withdrawn', ...common, invitationId });
};
