import { type FormEvent, useState } from 'react';
import { fieldProblem, isSaidAtFields } from '../../api/field-problem';
import { useIdempotencyKeys } from '../../api/idempotency';
import { isProblem } from '../../api/send';
import { useSubmission } from '../../api/use-submission';
import formStyles from '../../session/form.module.css';
import { type Role } from '../../session/session.types';
import { Button } from '../../ui/button';
import { CopyLine } from '../../ui/copy-line';
import { Dialog, DialogActions } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Notice, ProblemNotice } from '../../ui/notice';
import { uiText } from '../../ui/ui.text';
import { RoleField } from './role-field';
import { invitationsChanged, invite, type IssuedInvitation, type NewInvitation } from './users.calls';
import { usersText } from './users.text';

const text = usersText.invite;

export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  if (issued) return <InvitedDialog invitation={issued} onClose={onClose} />;
  return <AskDialog onIssued={setIssued} onClose={onClose} />;
}

interface AskDialogProps {
  readonly onIssued: (invitation: IssuedInvitation) => void;
  readonly onClose: () => void;
}

function AskDialog({ onIssued, onClose }: AskDialogProps) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const { keyFor } = useIdempotencyKeys();
  const { pending, error, submit } = useSubmission((body: NewInvitation) => invite(body, keyFor(body)));
  const exists = isProblem(error, 'conflict');

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const issued = await submit({ email: email.trim(), role });
    if (!issued) return;
    onIssued(issued);
    await invitationsChanged();
  };

  return (
    <Dialog key="ask" title={text.title} onClose={onClose}>
      <form className={formStyles.form} onSubmit={onSubmit}>
        {!exists && !isSaidAtFields(error, 'email') && <ProblemNotice error={error} />}
        <TextField
          label={text.email}
          error={exists ? text.exists : fieldProblem(error, 'email', text.email)}
          type="email"
          name="invited-email"
          autoComplete="off"
          required
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
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

interface InvitedDialogProps {
  readonly invitation: IssuedInvitation;
  readonly onClose: () => void;
}

function InvitedDialog({ invitation: { email, link }, onClose }: InvitedDialogProps) {
  return (
    <Dialog key="done" title={text.done(email)} onClose={onClose}>
      {link === null ? (
        <Notice tone="warning">
          <p>{text.linkLost}</p>
        </Notice>
      ) : (
        <>
          <p>{text.link}</p>
          <CopyLine label={text.linkName} copyLabel={text.copyLink} value={link} />
        </>
      )}
      <DialogActions>
        <Button look="primary" data-autofocus onClick={onClose}>
          {uiText.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
