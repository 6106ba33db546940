import { useState } from 'react';
import { useIdempotencyKeys } from '../../api/idempotency';
import { useSubmission } from '../../api/use-submission';
import { type Merchant } from '../../directory/merchants.query';
import { Button } from '../../ui/button';
import { CopyLine } from '../../ui/copy-line';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Notice, ProblemNotice } from '../../ui/notice';
import { uiText } from '../../ui/ui.text';
import { useLeaveWarning } from '../../ui/use-leave-warning';
import { type EncryptionKey, issueEncryptionKey } from './merchants.calls';
import { merchantsText } from './merchants.text';

const text = merchantsText.encryptionKey;

interface EncryptionKeyDialogProps {
  readonly merchant: Merchant;
  readonly onClose: () => void;
}

/** Issues a key and shows it once: it is kept in this component alone. */
export function EncryptionKeyDialog({ merchant, onClose }: EncryptionKeyDialogProps) {
  const [issued, setIssued] = useState<EncryptionKey | null>(null);
  const { keyFor, forget } = useIdempotencyKeys();
  const { pending, error, submit } = useSubmission(() => issueEncryptionKey(merchant.id, keyFor(merchant.id)));
  const issue = async (): Promise<void> => {
    const key = await submit(undefined);
    if (!key) return;
    forget();
    setIssued(key);
  };

  if (issued !== null && issued.key !== null)
    return (
      <IssuedDialog key="issued" name={merchant.legal_name} kid={issued.kid} value={issued.key} onClose={onClose} />
    );
  return (
    <Dialog key="ask" title={text.title(merchant.legal_name)} onClose={onClose}>
      <p>{text.body}</p>
      {issued !== null && (
        <Notice tone="warning" role="alert">
          <p>{text.lost}</p>
        </Notice>
      )}
      <ProblemNotice error={error} />
      <DialogActions>
        <Button onClick={onClose}>{uiText.cancel}</Button>
        <Button look="primary" busy={pending} onClick={() => void issue()}>
          {pending ? text.submitting : issued === null ? text.submit : text.another}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface IssuedDialogProps {
  readonly name: string;
  readonly kid: string;
  readonly value: string;
  readonly onClose: () => void;
}

function IssuedDialog({ name, kid, value, onClose }: IssuedDialogProps) {
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);
  useLeaveWarning(!copied);

  return (
    <Dialog title={text.issued(name)} onClose={() => (copied ? onClose() : setWarned(true))}>
      <p>{text.once}</p>
      <CopyLine label={text.kid} copyLabel={text.copyKid} value={kid} />
      <CopyLine label={text.key} copyLabel={text.copyKey} value={value} onCopied={() => setCopied(true)} />
      {warned && !copied && (
        <Notice tone="warning" role="alert">
          <p>{text.notCopied}</p>
          <Button onClick={onClose}>{text.closeAnyway}</Button>
        </Notice>
      )}
      <DialogActions>
        <Button look="primary" onClick={() => (copied ? onClose() : setWarned(true))}>
          {uiText.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
