import { type FormEvent, useState } from 'react';
import { fieldProblem, isSaidAtFields } from '../../api/field-problem';
import { isProblem } from '../../api/send';
import { useSubmission } from '../../api/use-submission';
import formStyles from '../../session/form.module.css';
import { linkText } from '../../session/link.text';
import { NewPasswordField } from '../../session/new-password-field';
import { OneTimeLinkPage } from '../../session/one-time-link-page';
import { passwordComplaint } from '../../session/password-rule';
import { resetPassword } from '../../session/session.calls';
import { tellOtherTabs } from '../../session/session-channel';
import { type OneTimeLink } from '../../session/session.types';
import { startAnew } from '../../session/signed-in';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Notice, ProblemNotice } from '../../ui/notice';
import { passwordResetText as text } from './password-reset.text';

export const PasswordResetPage = () => (
  <OneTimeLinkPage kind="password_reset" title={() => text.title}>
    {(token, link) => <ResetForm token={token} link={link} />}
  </OneTimeLinkPage>
);

function ResetForm({ token, link }: { readonly token: string; readonly link: OneTimeLink }) {
  const [password, setPassword] = useState('');
  const { pending, error, submit } = useSubmission(resetPassword);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (passwordComplaint(password)) return;
    if (!(await submit({ token, password }))) return;
    tellOtherTabs();
    startAnew('/');
  };

  return (
    <form className={formStyles.form} onSubmit={onSubmit}>
      <p>{text.intro(link.account_name)}</p>
      {isProblem(error, 'not_found') ? (
        <Notice tone="danger" role="alert">
          <p>{linkText.dead.used}</p>
        </Notice>
      ) : (
        !isSaidAtFields(error, 'password') && <ProblemNotice error={error} />
      )}
      <TextField label={linkText.email} type="email" autoComplete="username" readOnly value={link.email} />
      <NewPasswordField
        value={password}
        onChange={setPassword}
        refused={fieldProblem(error, 'password', linkText.newPassword)}
      />
      <Button type="submit" look="primary" busy={pending}>
        {pending ? text.submitting : text.submit}
      </Button>
    </form>
  );
}
