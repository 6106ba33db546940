import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useMerchants } from '../../directory/merchants.query';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { ActionMenu } from '../../ui/action-menu';
import { Row } from '../../ui/rows';
import { wordList } from '../../ui/word-list';
import { type Destination } from './destinations.calls';
import { destinationsText as text } from './destinations.text';

interface DestinationRowProps {
  readonly destination: Destination;
  /** Absent: it may only be looked at. */
  readonly onOpen?: ((what: 'change' | 'remove') => void) | undefined;
}

const MOST_NAMES = 5;

export function DestinationRow({ destination, onOpen }: DestinationRowProps) {
  const { nameOf } = useMerchants();
  const { host, ports, merchant_ids: merchantIds } = destination;
  const at = ports.length === 1 && ports[0] === 443 ? host : `${host}:${ports.join(', ')}`;
  const merchants =
    merchantIds === null
      ? text.merchants.all
      : text.merchants.some(
          wordList(
            merchantIds.map((id) => nameOf(id) ?? '…'),
            { most: MOST_NAMES },
          ),
        );
  return (
    <Row
      title={at}
      badges={
        destination.insecure_loopback && (
          <Badge tone="warning" title={text.insecureMeans}>
            {text.insecure}
          </Badge>
        )
      }
      details={[
        `${text.paths(destination.path_prefixes)} · ${text.methods(destination.methods)}`,
        merchants,
        text.relay[destination.relay],
      ]}
      actions={onOpen && <DestinationActions host={host} onOpen={onOpen} />}
    />
  );
}

interface DestinationActionsProps {
  readonly host: string;
  readonly onOpen: (what: 'change' | 'remove') => void;
}

const DestinationActions = ({ host, onOpen }: DestinationActionsProps) => (
  <ActionMenu
    entries={[
      { type: 'action', label: text.change.menu, icon: Pencil, onSelect: () => onOpen('change') },
      'separator',
      { type: 'action', label: text.remove.menu, icon: Trash2, danger: true, onSelect: () => onOpen('remove') },
    ]}
    trigger={(props) => (
      <Button {...props} look="quiet" size="small" icon aria-label={text.actions(host)}>
        <Ellipsis aria-hidden />
      </Button>
    )}
  />
);
