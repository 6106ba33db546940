import { type FormEvent, useState } from 'react';
import { isProblem } from '../../api/send';
import { useSubmission } from '../../api/use-submission';
import formStyles from '../../session/form.module.css';
import { sessionChanged, useSession } from '../../session/session.query';
import { type Role, type User } from '../../session/session.types';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Notice, ProblemNotice } from '../../ui/notice';
import { uiText } from '../../ui/ui.text';
import { RoleField } from './role-field';
import { changeRole, usersChanged } from './users.calls';
import { usersText } from './users.text';

const text = usersText.changeRole;

interface ChangeRoleDialogProps {
  readonly user: User;
  readonly onClose: () => void;
}

export function ChangeRoleDialog({ user, onClose }: ChangeRoleDialogProps) {
  const { user: me } = useSession();
  const [role, setRole] = useState(user.role);
  const { pending, error, submit } = useSubmission((next: Role) => changeRole(user.id, next));

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (role === user.role) return onClose();
    if (!(await submit(role))) return;
    announce(text.done(user.name, role));
    onClose();
    await usersChanged();
    if (user.id === me.id) await sessionChanged();
  };

  return (
    <Dialog title={text.title(user.name)} onClose={onClose}>
      <form className={formStyles.form} onSubmit={onSubmit}>
        <p>{text.effect}</p>
        {user.id === me.id && (
          <Notice tone="warning">
            <p>{text.own}</p>
          </Notice>
        )}
        <UserProblem error={error} />
        <RoleField value={role} onChange={setRole} />
        <DialogActions>
          <Button onClick={onClose}>{uiText.cancel}</Button>
          <Button type="submit" look="primary" busy={pending}>
            {pending ? text.submitting : text.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Why a user could not be changed or removed. */
export function UserProblem({ error }: { readonly error: unknown }) {
  if (!isProblem(error, 'last_owner')) return <ProblemNotice error={error} />;
  return (
    <Notice tone="danger" role="alert">
      <p>{text.lastOwner}</p>
    </Notice>
  );
}
