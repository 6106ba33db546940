import { useStore } from '../api/store';
import { signInGate } from '../api/gates';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useSession } from './session.query';
import { type Session } from './session.types';
import { tellOtherTabs } from './session-channel';
import { sessionText } from './session.text';
import { SignInForm } from './sign-in-form';
import { signedIn, startAnew } from './signed-in';

const text = sessionText.expired;

/** The other tabs wait for the same. */
function onSignedIn(session: Session): void {
  signedIn(session);
  tellOtherTabs();
}

/** Over whatever is on the page, when a request finds that there is no session any more. */
export function SessionEndedDialog() {
  const { user } = useSession();
  if (!useStore(signInGate.closed)) return null;
  return (
    // Nothing behind it works without a session, so there is nothing to go back to.
    <Dialog title={text.title} onClose={() => undefined}>
      <p>{text.body(user.email)}</p>
      <SignInForm only={user.email} onSignedIn={onSignedIn} />
      <Button look="quiet" onClick={() => startAnew('/sign-in')}>
        {text.other}
      </Button>
    </Dialog>
  );
}
