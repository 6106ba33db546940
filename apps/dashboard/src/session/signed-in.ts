import { freshPasswordGate, signInGate } from '../api/gates';
import { queryClient } from '../api/query-client';
import { signOut } from './session.calls';
import { sessionQuery } from './session.query';
import { type Session } from './session.types';
import { tellOtherTabs } from './session-channel';

/**
 * To be told of every session the server answers. The same user goes on with what was waiting; what is on the page of
 * another one must not be theirs to see, so the page starts anew.
 */
export function signedIn(session: Session): void {
  const before = queryClient.getQueryData(sessionQuery.queryKey);
  if (before && before.user.id !== session.user.id) return startAnew('/');
  queryClient.setQueryData(sessionQuery.queryKey, session);
  signInGate.open();
}

/** The same after the password was given again. */
export function passwordConfirmed(session: Session): void {
  signedIn(session);
  freshPasswordGate.open();
}

/** Leaves nothing of the account in memory. */
export async function leave(): Promise<void> {
  await signOut();
  tellOtherTabs();
  startAnew('/sign-in');
}

export const startAnew = (path: string): void => location.assign(path);
