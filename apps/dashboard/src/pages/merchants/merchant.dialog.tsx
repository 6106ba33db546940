import { type FormEvent, useState } from 'react';
import { useIdempotencyKeys } from '../../api/idempotency';
import { isSaidAtFields } from '../../api/field-problem';
import { isProblem } from '../../api/send';
import { useSubmission } from '../../api/use-submission';
import { type Merchant } from '../../directory/merchants.query';
import formStyles from '../../session/form.module.css';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Notice, ProblemNotice } from '../../ui/notice';
import { uiText } from '../../ui/ui.text';
import { bodyOf, changesOf, draftOf, emptyDraft, FIELD_NAMES, type MerchantDraft } from './merchant-draft';
import { MerchantFields } from './merchant-fields';
import { addMerchant, changeMerchant, merchantChanged } from './merchants.calls';
import { merchantsText as text } from './merchants.text';

export function AddMerchantDialog({ onClose }: { readonly onClose: () => void }) {
  const { keyFor } = useIdempotencyKeys();
  const add = (draft: MerchantDraft): Promise<Merchant> => {
    const body = bodyOf(draft);
    return addMerchant(body, keyFor(body));
  };
  return (
    <MerchantDialog
      title={text.add.title}
      submit={text.add}
      before={emptyDraft}
      write={add}
      done={text.added}
      onClose={onClose}
    />
  );
}

interface ChangeMerchantDialogProps {
  readonly merchant: Merchant;
  readonly onClose: () => void;
}

export function ChangeMerchantDialog({ merchant, onClose }: ChangeMerchantDialogProps) {
  // As it was when the dialog was opened: what somebody else changes meanwhile is left alone.
  const [before] = useState(() => draftOf(merchant));
  return (
    <MerchantDialog
      title={text.change.title(merchant.legal_name)}
      submit={{ submit: uiText.save, submitting: uiText.saving }}
      before={before}
      write={(draft) => changeMerchant(merchant.id, changesOf(draft, before))}
      done={text.changed}
      onClose={onClose}
    />
  );
}

interface MerchantDialogProps {
  readonly title: string;
  readonly submit: { readonly submit: string; readonly submitting: string };
  readonly before: MerchantDraft;
  readonly write: (draft: MerchantDraft) => Promise<Merchant>;
  readonly done: (name: string) => string;
  readonly onClose: () => void;
}

function MerchantDialog({ title, submit: words, before, write, done, onClose }: MerchantDialogProps) {
  const [draft, setDraft] = useState(before);
  const { pending, error, submit } = useSubmission(write);

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const merchant = await submit(draft);
    if (!merchant) return;
    merchantChanged(merchant);
    announce(done(merchant.legal_name));
    onClose();
  };

  return (
    <Dialog title={title} onClose={onClose}>
      <form className={formStyles.form} onSubmit={onSubmit}>
        <MerchantProblem error={error} />
        <MerchantFields draft={draft} onChange={setDraft} error={error} />
        <DialogActions>
          <Button onClick={onClose}>{uiText.cancel}</Button>
          <Button type="submit" look="primary" busy={pending}>
            {pending ? words.submitting : words.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function MerchantProblem({ error }: { readonly error: unknown }) {
  if (isSaidAtFields(error, ...FIELD_NAMES)) return null;
  if (!isProblem(error, 'merchant_removed')) return <ProblemNotice error={error} />;
  return (
    <Notice tone="danger" role="alert">
      <p>{text.change.removedMeanwhile}</p>
    </Notice>
  );
}
