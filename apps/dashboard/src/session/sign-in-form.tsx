import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../api/api-problem';
import { useSubmission } from '../api/use-submission';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Notice, ProblemNotice } from '../ui/notice';
import styles from './form.module.css';
import { signIn } from './session.calls';
import { sessionText as text } from './session.text';
import { type Session } from './session.types';
import { ThrottleNotice, useThrottle } from './throttle-notice';

interface SignInFormProps {
  /** The only user who may go on here. */
  readonly only?: string;
  readonly onSignedIn: (session: Session) => void;
}

export function SignInForm({ only, onSignedIn }: SignInFormProps) {
  const [email, setEmail] = useState(only ?? '');
  const [password, setPassword] = useState('');
  const { pending, error, submit } = useSubmission(signIn);
  const secondsLeft = useThrottle(error);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (secondsLeft > 0) return;
    const session = await submit({ email: email.trim(), password });
    if (session) onSignedIn(session);
    else setPassword('');
  };

  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <SignInProblem error={error} secondsLeft={secondsLeft} />
      <TextField
        label={text.email}
        type="email"
        name="email"
        autoComplete="username"
        required
        readOnly={only !== undefined}
        autoFocus={only === undefined}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        label={text.password}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        data-autofocus
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" look="primary" busy={pending || secondsLeft > 0}>
        {pending ? text.signingIn : text.signIn}
      </Button>
    </form>
  );
}

function SignInProblem({ error, secondsLeft }: { readonly error: unknown; readonly secondsLeft: number }) {
  if (error instanceof ApiProblem && error.status === 429) return <ThrottleNotice secondsLeft={secondsLeft} />;
  if (error instanceof ApiProblem && error.status === 401)
    return (
      <Notice tone="danger" role="alert">
        <p>{text.signInFailed}</p>
      </Notice>
    );
  return <ProblemNotice error={error} />;
}
