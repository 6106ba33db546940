import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { mayManageDestinations, useSession } from '../../session/session.query';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ListState } from '../../ui/list-state';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { Rows } from '../../ui/rows';
import { DestinationDialog } from './destination.dialog';
import { DestinationRow } from './destination-row';
import { type Destination, type DestinationList, destinationsQuery } from './destinations.calls';
import { destinationsText as text } from './destinations.text';
import { RemoveDestinationDialog } from './remove-destination.dialog';

type Open = { readonly what: 'add' } | { readonly what: 'change' | 'remove'; readonly destination: Destination } | null;

export function DestinationsPage() {
  const mayManage = mayManageDestinations(useSession());
  const destinations = useQuery(destinationsQuery);
  // Here rather than in its row: what is typed stays when somebody else changes the list meanwhile.
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);

  return (
    <Page
      title={text.title}
      intro={text.intro}
      actions={
        mayManage &&
        destinations.data && (
          <Button look="primary" onClick={() => setOpen({ what: 'add' })}>
            <Plus aria-hidden />
            {text.add.open}
          </Button>
        )
      }
    >
      {!mayManage && (
        <Notice tone="info">
          <p>{text.notOwner}</p>
        </Notice>
      )}
      <ListState query={destinations}>
        {(list) =>
          list.data.length === 0 ? (
            <EmptyState title={text.empty.title} hint={mayManage && text.empty.hint} />
          ) : (
            <Rows label={text.list}>
              {list.data.map((destination) => (
                <DestinationRow
                  key={JSON.stringify(destination)}
                  destination={destination}
                  onOpen={mayManage ? (what) => setOpen({ what, destination }) : undefined}
                />
              ))}
            </Rows>
          )
        }
      </ListState>
      {open && destinations.data && <OpenDialog open={open} list={destinations.data} onClose={close} />}
    </Page>
  );
}

interface OpenDialogProps {
  readonly open: NonNullable<Open>;
  readonly list: DestinationList;
  readonly onClose: () => void;
}

function OpenDialog({ open, list, onClose }: OpenDialogProps) {
  if (open.what === 'add') return <DestinationDialog list={list} onClose={onClose} />;
  const { what, destination } = open;
  if (what === 'change') return <DestinationDialog changed={destination} list={list} onClose={onClose} />;
  return <RemoveDestinationDialog destination={destination} list={list} onClose={onClose} />;
}
