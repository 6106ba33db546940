import { useSubmission } from '../../api/use-submission';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { Dialog, DialogActions } from '../../ui/dialog';
import { uiText } from '../../ui/ui.text';
import { sameDestination } from './destination-draft';
import { ListProblem } from './destination.dialog';
import {
  type Destination,
  type DestinationList,
  destinationsReplaced,
  readDestinationsAgain,
  replaceDestinations,
} from './destinations.calls';
import { destinationsText } from './destinations.text';

const text = destinationsText.remove;

interface RemoveDestinationDialogProps {
  readonly destination: Destination;
  readonly list: DestinationList;
  readonly onClose: () => void;
}

export function RemoveDestinationDialog({ destination, list, onClose }: RemoveDestinationDialogProps) {
  const { pending, error, submit } = useSubmission(replaceDestinations);

  const remove = async (): Promise<void> => {
    const data = list.data.filter((one) => !sameDestination(one, destination));
    const replaced = await submit({ read: list, data });
    if (!replaced) return void readDestinationsAgain();
    announce(destinationsText.removed(destination.host));
    onClose();
    destinationsReplaced(replaced);
  };

  return (
    <Dialog role="alertdialog" title={text.title(destination.host)} onClose={onClose}>
      <p>{text.body}</p>
      <ListProblem error={error} />
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
