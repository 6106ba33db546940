import { freshPasswordGate, signInGate } from '../api/gates';
import { queryClient } from '../api/query-client';
import { checkSessionsWith } from '../api/session-check';
import { isProblem } from '../api/send';
import { readSession, signOut, signOutEverywhere } from './session.calls';
import { sessionQuery } from './session.query';
import { type Session } from './session.types';
import { tellOtherTabs } from './session-channel';

/**
 * To be told of every session the server answers. The same user goes on with what was waiting; what is on the page of
 * another one must not be theirs to see, so the page starts anew.
 */
export function signedIn(session: Session): void {
  if (!isSameUser(session)) return startAnew('/');
  queryClient.setQueryData(sessionQuery.queryKey, session);
  signInGate.open();
}

function isSameUser(session: Session): boolean {
  const before = queryClient.getQueryData(sessionQuery.queryKey);
  return !before || before.user.id === session.user.id;
}

checkSessionsWith(async (signal) => {
  try {
    const session = await readSession(signal);
    signedIn(session);
    // What was to be sent was not this one's.
    return isSameUser(session) || (await new Promise<never>(() => undefined));
  } catch (error) {
    if (isProblem(error) && error.status === 401) return false;
    throw error;
  }
});

/** The same after the password was given again. */
export function passwordConfirmed(session: Session): void {
  signedIn(session);
  freshPasswordGate.open();
}

/** Leaves nothing of the account in memory. */
export const leave = (): Promise<void> => leaveBy(signOut);
export const leaveEverywhere = (): Promise<void> => leaveBy(signOutEverywhere);

async function leaveBy(end: () => Promise<void>): Promise<void> {
  await end();
  tellOtherTabs();
  startAnew('/sign-in');
}

export const startAnew = (path: string): void => location.assign(path);
