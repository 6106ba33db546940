import { Link } from '@tanstack/react-router';
import { CopyPlus, Ellipsis, Info, Pencil, Trash2 } from 'lucide-react';
import { type Key } from '../../keys/key.types';
import { keysText as text } from '../../keys/keys.text';
import { ActionMenu } from '../../ui/action-menu';
import { Button } from '../../ui/button';
import { type MenuEntry } from '../../ui/menu-entry';

interface KeyActionsProps {
  readonly of: Key;
  readonly onRelabel: () => void;
  readonly onDelete: () => void;
}

export const actionsButtonId = (keyId: string): string => `actions-${keyId}`;

export function KeyActions({ of: key, onRelabel, onDelete }: KeyActionsProps) {
  const details: MenuEntry = {
    type: 'link',
    label: text.open,
    icon: Info,
    link: <Link to="/settings/api-keys/$id" params={{ id: key.id }} />,
  };
  const replace: MenuEntry = {
    type: 'link',
    label: text.replace,
    icon: CopyPlus,
    link: <Link to="/settings/api-keys/new" search={{ replaces: key.id }} />,
  };
  const entries: readonly MenuEntry[] =
    key.status === 'revoked'
      ? [details, replace]
      : [
          details,
          { type: 'action', label: text.relabel, icon: Pencil, onSelect: onRelabel },
          replace,
          'separator',
          { type: 'action', label: text.remove, icon: Trash2, danger: true, onSelect: onDelete },
        ];
  return (
    <ActionMenu
      entries={entries}
      trigger={(props) => (
        <Button
          {...props}
          id={actionsButtonId(key.id)}
          look="quiet"
          size="small"
          icon
          aria-label={text.actions(key.label)}
        >
          <Ellipsis aria-hidden />
        </Button>
      )}
    />
  );
}
