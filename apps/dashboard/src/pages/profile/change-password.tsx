import { type FormEvent, useState } from 'react';
import { fieldProblem, isSaidAtFields } from '../../api/field-problem';
import { isProblem } from '../../api/send';
import { useSubmission } from '../../api/use-submission';
import formStyles from '../../session/form.module.css';
import { NewPasswordField } from '../../session/new-password-field';
import { passwordComplaint } from '../../session/password-rule';
import { changePassword } from '../../session/session.calls';
import { useSession } from '../../session/session.query';
import { passwordConfirmed } from '../../session/signed-in';
import { ThrottleNotice, useThrottle } from '../../session/throttle-notice';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { TextField } from '../../ui/field';
import { Notice, ProblemNotice } from '../../ui/notice';
import styles from './profile.module.css';
import { profileText } from './profile.text';

const text = profileText.password;

export function ChangePassword() {
  const { user } = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [changed, setChanged] = useState(false);
  const { pending, error, submit } = useSubmission(changePassword);
  const secondsLeft = useThrottle(error);
  const wrong = isProblem(error, 'wrong_password') && secondsLeft === 0;

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setChanged(false);
    if (passwordComplaint(next) || secondsLeft > 0) return;
    const session = await submit({ current_password: current, new_password: next });
    if (!session) return setCurrent('');
    passwordConfirmed(session);
    setCurrent('');
    setNext('');
    setChanged(true);
  };

  return (
    <Card title={text.title} intro={text.intro}>
      <form className={`${formStyles.form} ${styles.narrow}`} onSubmit={onSubmit}>
        {secondsLeft > 0 && <ThrottleNotice secondsLeft={secondsLeft} />}
        {secondsLeft === 0 && !wrong && !isSaidAtFields(error, 'new_password') && <ProblemNotice error={error} />}
        {changed && (
          <Notice tone="success" role="status">
            <p>{text.changed}</p>
          </Notice>
        )}
        <input type="hidden" name="email" autoComplete="username" value={user.email} />
        <TextField
          label={text.current}
          error={wrong ? text.wrong : undefined}
          type="password"
          name="current-password"
          autoComplete="current-password"
          required
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <NewPasswordField
          label={text.next}
          value={next}
          onChange={setNext}
          refused={fieldProblem(error, 'new_password', text.next)}
        />
        <Button className={styles.submit} type="submit" look="primary" busy={pending || secondsLeft > 0}>
          {pending ? text.submitting : text.submit}
        </Button>
      </form>
    </Card>
  );
}
