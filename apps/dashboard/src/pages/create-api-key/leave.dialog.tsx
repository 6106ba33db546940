import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';

interface LeaveDialogProps {
  readonly words: { readonly title: string; readonly body: string; readonly stay: string; readonly leave: string };
  readonly onStay: () => void;
  readonly onLeave: () => void;
  readonly returnFocusTo?: () => HTMLElement | null;
}

/** Asks whoever is about to lose a secret. */
export const LeaveDialog = ({ words, onStay, onLeave, returnFocusTo }: LeaveDialogProps) => (
  <Dialog role="alertdialog" title={words.title} onClose={onStay} returnFocusTo={returnFocusTo}>
    <p>{words.body}</p>
    <DialogActions>
      <Button look="danger" onClick={onLeave}>
        {words.leave}
      </Button>
      <Button look="primary" data-autofocus onClick={onStay}>
        {words.stay}
      </Button>
    </DialogActions>
  </Dialog>
);
