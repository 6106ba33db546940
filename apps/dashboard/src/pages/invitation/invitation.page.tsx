import { type FormEvent, useState } from 'react';
import { fieldProblem, isSaidAtFields } from '../../api/field-problem';
import { isProblem } from '../../api/send';
import { useSubmission } from '../../api/use-submission';
import formStyles from '../../session/form.module.css';
import { linkText } from '../../session/link.text';
import { NewPasswordField } from '../../session/new-password-field';
import { OneTimeLinkPage } from '../../session/one-time-link-page';
import { passwordComplaint } from '../../session/password-rule';
import { acceptInvitation } from '../../session/session.calls';
import { tellOtherTabs } from '../../session/session-channel';
import { type OneTimeLink } from '../../session/session.types';
import { startAnew } from '../../session/signed-in';
import { Button } from '../../ui/button';
import { TextField } from '../../ui/field';
import { Notice, ProblemNotice } from '../../ui/notice';
import { invitationText as text } from './invitation.text';

export const InvitationPage = () => (
  <OneTimeLinkPage kind="invitation" title={(link) => text.title(link && link.account_name)}>
    {(token, link) => <AcceptForm token={token} link={link} />}
  </OneTimeLinkPage>
);

function AcceptForm({ token, link }: { readonly token: string; readonly link: OneTimeLink }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { pending, error, submit } = useSubmission(acceptInvitation);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (passwordComplaint(password)) return;
    if (!(await submit({ token, name: name.trim(), password }))) return;
    tellOtherTabs();
    startAnew('/');
  };

  return (
    <form className={formStyles.form} onSubmit={onSubmit}>
      <p>{text.intro(link.role)}</p>
      <AcceptProblem error={error} />
      <TextField label={linkText.email} type="email" autoComplete="username" readOnly value={link.email} />
      <TextField
        label={text.name}
        hint={text.nameHint}
        error={fieldProblem(error, 'name', text.name)}
        name="name"
        autoComplete="name"
        required
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
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

function AcceptProblem({ error }: { readonly error: unknown }) {
  if (isSaidAtFields(error, 'name', 'password')) return null;
  const words = isProblem(error, 'conflict')
    ? text.conflict
    : isProblem(error, 'not_found')
      ? linkText.dead.used
      : null;
  if (words === null) return <ProblemNotice error={error} />;
  return (
    <Notice tone="danger" role="alert">
      <p>{words}</p>
    </Notice>
  );
}
