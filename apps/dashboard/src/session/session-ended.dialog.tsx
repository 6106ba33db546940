import { useStore } from '../api/store';
import { signInGate } from '../api/gates';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { useSession } from './session.query';
import { sessionText } from './session.text';
import { SignInForm } from './sign-in-form';
import { signedIn, startAnew } from './signed-in';

const text = sessionText.expired;

/** Over whatever is on the page, when a request finds that there is no session any more. */
export function SessionEndedDialog() {
  const { user } = useSession();
  if (!useStore(signInGate.closed)) return null;
  return (
    // Nothing behind it works without a session, so there is nothing to go back to.
    <Dialog title={text.title} onClose={() => undefined}>
      <p>{text.body(user.email)}</p>
      <SignInForm only={user.email} onSignedIn={signedIn} />
      <Button look="quiet" onClick={() => startAnew('/sign-in')}>
        {text.other}
      </Button>
    </Dialog>
  );
}
