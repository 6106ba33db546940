import { useSubmission } from '../../api/use-submission';
import { type User } from '../../session/session.types';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { uiText } from '../../ui/ui.text';
import { UserProblem } from './change-role.dialog';
import { removeUser, usersChanged } from './users.calls';
import { usersText } from './users.text';

const text = usersText.remove;

interface RemoveUserDialogProps {
  readonly user: User;
  readonly onClose: () => void;
}

export function RemoveUserDialog({ user, onClose }: RemoveUserDialogProps) {
  const { pending, error, submit } = useSubmission(removeUser);

  const remove = async (): Promise<void> => {
    if (!(await submit(user))) return;
    announce(text.done(user.name));
    onClose();
    await usersChanged();
  };

  return (
    <Dialog role="alertdialog" title={text.title(user.name)} onClose={onClose}>
      <p>{text.body}</p>
      <UserProblem error={error} />
      <DialogActions>
        <Button data-autofocus onClick={onClose}>
          {uiText.cancel}
        </Button>
        <Button look="danger" busy={pending} onClick={() => void remove()}>
          {pending ? text.submitting : text.submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
