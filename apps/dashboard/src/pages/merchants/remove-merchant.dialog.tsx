import { type FormEvent, useState } from 'react';
import { useSubmission } from '../../api/use-submission';
import { type Merchant } from '../../directory/merchants.query';
import formStyles from '../../session/form.module.css';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { ProblemNotice } from '../../ui/notice';
import { uiText } from '../../ui/ui.text';
import { sameToTheEye } from '../../keys/same-to-the-eye';
import { merchantChanged, removeMerchant } from './merchants.calls';
import { merchantsText } from './merchants.text';

const text = merchantsText.remove;

interface RemoveMerchantDialogProps {
  readonly merchant: Merchant;
  readonly onClose: () => void;
}

export function RemoveMerchantDialog({ merchant, onClose }: RemoveMerchantDialogProps) {
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const { pending, error, submit } = useSubmission(removeMerchant);
  const matches = sameToTheEye(typed, merchant.legal_name);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (!matches) return;
    const removed = await submit(merchant);
    if (!removed) return;
    merchantChanged(removed);
    announce(merchantsText.removedNow(removed.legal_name));
    onClose();
  };

  return (
    <Dialog role="alertdialog" title={text.title(merchant.legal_name)} onClose={onClose}>
      <form className={formStyles.form} onSubmit={onSubmit}>
        <p>{text.body}</p>
        <ProblemNotice error={error} />
        <TextField
          label={
            <>
              {text.confirm} <code>{merchant.legal_name}</code>
            </>
          }
          error={tried && !matches ? text.mismatch : undefined}
          autoComplete="off"
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
