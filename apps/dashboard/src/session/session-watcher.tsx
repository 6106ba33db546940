import { useEffect } from 'react';
import { connection } from '../api/connection';
import { signInGate } from '../api/gates';
import { isProblem } from '../api/send';
import { readSession } from './session.calls';
import { onOtherTab } from './session-channel';
import { signedIn } from './signed-in';

const PROBE_MS = 3_000;

/**
 * Looks after the session while nobody asks for anything: another tab may have signed out, or in as another user, and a
 * server that could not be reached comes back.
 */
export function SessionWatcher(): null {
  useEffect(() => {
    let stopped = false;
    const look = (): void => {
      readSession()
        .then((session) => stopped || signedIn(session))
        .catch((error: unknown) => {
          // Nobody waits for it: the dialog that this opens is what matters.
          if (isProblem(error) && error.status === 401 && !stopped) signInGate.wait().catch(() => undefined);
        });
    };
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') look();
    };
    const probe = setInterval(() => connection.get() === 'down' && look(), PROBE_MS);
    const stopListening = onOtherTab(look);
    document.addEventListener('visibilitychange', onVisible);
    addEventListener('online', look);
    return () => {
      stopped = true;
      clearInterval(probe);
      stopListening();
      document.removeEventListener('visibilitychange', onVisible);
      removeEventListener('online', look);
    };
  }, []);
  return null;
}
