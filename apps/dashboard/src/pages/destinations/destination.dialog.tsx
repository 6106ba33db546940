import { type FormEvent, useState } from 'react';
import { isSaidAtFields } from '../../api/field-problem';
import { isProblem } from '../../api/send';
import { useSubmission } from '../../api/use-submission';
import formStyles from '../../session/form.module.css';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { Notice, ProblemNotice } from '../../ui/notice';
import { uiText } from '../../ui/ui.text';
import { draftOf, emptyDraft, readDraft, sameDestination } from './destination-draft';
import { DestinationFields } from './destination-fields';
import {
  type Destination,
  type DestinationList,
  destinationsReplaced,
  readDestinationsAgain,
  replaceDestinations,
} from './destinations.calls';
import { destinationsText as text } from './destinations.text';

interface DestinationDialogProps {
  /** Absent: another one is allowed. */
  readonly changed?: Destination;
  /** As it is known now; it is read again when somebody else has changed it. */
  readonly list: DestinationList;
  readonly onClose: () => void;
}

export function DestinationDialog({ changed, list, onClose }: DestinationDialogProps) {
  const [draft, setDraft] = useState(() => (changed ? draftOf(changed) : emptyDraft));
  const [tried, setTried] = useState(false);
  const { pending, error, submit } = useSubmission(replaceDestinations);
  const read = readDraft(draft, changed?.methods);
  const place = changed ? list.data.findIndex((one) => sameDestination(one, changed)) : list.data.length;

  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if ('complaint' in read) return;
    const replaced = await submit({ read: list, data: list.data.toSpliced(place, 1, read.destination) });
    if (!replaced) return void readDestinationsAgain();
    announce(text.saved(read.destination.host));
    onClose();
    destinationsReplaced(replaced);
  };

  if (place < 0) return <GoneDialog title={text.change.title(changed?.host ?? '')} onClose={onClose} />;
  return (
    <Dialog title={changed ? text.change.title(changed.host) : text.add.title} onClose={onClose}>
      <form className={formStyles.form} onSubmit={onSubmit}>
        <DestinationProblem error={error} place={place} />
        <DestinationFields
          draft={draft}
          onChange={setDraft}
          error={error}
          place={place}
          complaint={tried && 'complaint' in read ? read.complaint : null}
        />
        <DialogActions>
          <Button onClick={onClose}>{uiText.cancel}</Button>
          <Button type="submit" look="primary" busy={pending}>
            {pending ? uiText.saving : changed ? uiText.save : text.add.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function DestinationProblem({ error, place }: { readonly error: unknown; readonly place: number }) {
  if (isSaidAtFields(error, `data.${place}`)) return null;
  return <ListProblem error={error} />;
}

/** Why the list could not be replaced. */
export function ListProblem({ error }: { readonly error: unknown }) {
  if (!isProblem(error, 'precondition_failed')) return <ProblemNotice error={error} />;
  return (
    <Notice tone="warning" role="alert">
      <p>{text.changedMeanwhile}</p>
    </Notice>
  );
}

/** Of a destination that somebody else removed while it was looked at. */
export const GoneDialog = ({ title, onClose }: { readonly title: string; readonly onClose: () => void }) => (
  <Dialog title={title} onClose={onClose}>
    <p>{text.gone}</p>
    <DialogActions>
      <Button look="primary" data-autofocus onClick={onClose}>
        {uiText.close}
      </Button>
    </DialogActions>
  </Dialog>
);
