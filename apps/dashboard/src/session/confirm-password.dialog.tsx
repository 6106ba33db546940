import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../api/api-problem';
import { freshPasswordGate } from '../api/gates';
import { isProblem } from '../api/send';
import { useStore } from '../api/store';
import { useSubmission } from '../api/use-submission';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { TextField } from '../ui/field';
import { ProblemNotice } from '../ui/notice';
import styles from './form.module.css';
import { confirmPassword } from './session.calls';
import { useSession } from './session.query';
import { sessionText } from './session.text';
import { passwordConfirmed } from './signed-in';
import { ThrottleNotice, useThrottle } from './throttle-notice';

const text = sessionText.confirm;

/** When something asks for a password that was given lately. Whoever gives none is back where they were. */
export function ConfirmPasswordDialog() {
  return useStore(freshPasswordGate.closed) ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { user } = useSession();
  const [password, setPassword] = useState('');
  const { pending, error, submit } = useSubmission(confirmPassword);
  const secondsLeft = useThrottle(error);
  const cancel = (): void => freshPasswordGate.refuse(new ApiProblem(403, 'fresh_password_required', ''));
  const wrong = isProblem(error, 'wrong_password');

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (secondsLeft > 0) return;
    const session = await submit(password);
    if (session) passwordConfirmed(session);
    else setPassword('');
  };

  return (
    <Dialog title={text.title} onClose={cancel}>
      <form className={styles.form} onSubmit={onSubmit}>
        <p>{text.body}</p>
        {secondsLeft > 0 ? <ThrottleNotice secondsLeft={secondsLeft} /> : !wrong && <ProblemNotice error={error} />}
        <input type="hidden" name="email" autoComplete="username" value={user.email} />
        <TextField
          label={sessionText.password}
          error={wrong && secondsLeft === 0 ? text.wrong : undefined}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          data-autofocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <DialogActions>
          <Button onClick={cancel}>{text.cancel}</Button>
          <Button type="submit" look="primary" busy={pending || secondsLeft > 0}>
            {pending ? text.submitting : text.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
