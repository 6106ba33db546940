import { type FormEvent, useState } from 'react';
import { isProblem } from '../api/send';
import { useSubmission } from '../api/use-submission';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { TextField } from '../ui/field';
import { Moment } from '../ui/moment';
import { Notice, ProblemNotice } from '../ui/notice';
import { uiText } from '../ui/ui.text';
import { DeletedKey, type Deletion } from './deleted-key';
import styles from './delete-key.module.css';
import { type Key } from './key.types';
import { KeyReach } from './key-reach';
import { keyChanged } from './keys.queries';
import { readKey, revokeKey } from './keys.calls';
import { keysText } from './keys.text';

import { sameToTheEye } from './same-to-the-eye';

const text = keysText.deleting;

interface DeleteKeyDialogProps {
  readonly of: Key;
  readonly onClose: () => void;
  readonly returnFocusTo?: () => HTMLElement | null | undefined;
}

/** Shows what would stop working, has the label typed, then says that the key is dead. */
export function DeleteKeyDialog({ of: key, onClose, returnFocusTo }: DeleteKeyDialogProps) {
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [deletion, setDeletion] = useState<Deletion | null>(null);
  const { pending, error, submit } = useSubmission(revoke);
  const matches = sameToTheEye(typed, key.label);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (matches) setDeletion(await submit(key));
  };

  if (deletion) {
    return (
      // Where the key was acted upon, it is going.
      <Dialog
        key="done"
        title={text.done(key.label)}
        onClose={onClose}
        returnFocusTo={() => document.querySelector('h1')}
      >
        <DeletedKey deletion={deletion} />
        <DialogActions>
          <Button look="primary" data-autofocus onClick={onClose}>
            {uiText.close}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog key="ask" role="alertdialog" title={text.title(key.label)} onClose={onClose} returnFocusTo={returnFocusTo}>
      <form className={styles.form} onSubmit={onSubmit}>
        <p>{text.body}</p>
        <dl className={styles.facts}>
          <dt>{text.reaches}</dt>
          <dd>
            <KeyReach of={key} />
          </dd>
          <dt>{text.lastUsed}</dt>
          <dd>{key.last_used_at === null ? keysText.noUse : <Moment at={key.last_used_at} />}</dd>
        </dl>
        {isProblem(error, 'not_found') ? (
          <Notice tone="info" role="alert">
            <p>{text.gone}</p>
          </Notice>
        ) : (
          <ProblemNotice error={error} />
        )}
        <TextField
          label={
            <>
              {text.confirm} <span className={styles.label}>{key.label}</span>
            </>
          }
          error={tried && !matches ? text.mismatch : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <DialogActions>
          <Button onClick={onClose}>{uiText.cancel}</Button>
          <Button type="submit" look="danger" busy={pending} aria-disabled={!matches}>
            {pending ? text.submitting : text.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Revoking answers the same again and again; who was first is read from the key. */
async function revoke(key: Key): Promise<Deletion> {
  const { revoked_at: at } = await revokeKey(key.id);
  const revoked = await readKey(key.id).catch(() => null);
  keyChanged(revoked ?? undefined);
  return { at, by: revoked?.revoked_by ?? null };
}
