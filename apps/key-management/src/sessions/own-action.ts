import type { UserAction, UserActionName } from '../user-actions/user-action';
import type { LiveSession } from './session';
import type { Visitor } from './visitor';

/** What somebody who is signed in has done about themself. */
export const ownAction = (
  action: UserActionName,
  { user }: LiveSession,
  { requestId }: Pick<Visitor, 'requestId'>,
  time: Date,
): UserAction => ({
  action,
  time,
  actor: { type: 'user', id: user.id },
  accountId: user.accountId,
  userId: user.id,
  requestId,
});
