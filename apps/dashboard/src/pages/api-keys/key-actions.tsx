import { Link } from '@tanstack/react-router';
import { CopyPlus, Ellipsis, Info, Pencil, Trash2 } from 'lucide-react';
import { type Key } from '../../keys/key.types';
import { keysText as text } from '../../keys/keys.text';
import { Button } from '../../ui/button';
import { ActionMenu, MenuItem, MenuSeparator } from '../../ui/menu';

interface KeyActionsProps {
  readonly of: Key;
  readonly onRelabel: () => void;
  readonly onDelete: () => void;
}

export const actionsButtonId = (keyId: string): string => `actions-${keyId}`;

export function KeyActions({ of: key, onRelabel, onDelete }: KeyActionsProps) {
  return (
    <ActionMenu
      trigger={
        <Button id={actionsButtonId(key.id)} look="quiet" size="small" icon aria-label={text.actions(key.label)}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      <MenuItem render={<Link to="/settings/api-keys/$id" params={{ id: key.id }} />}>
        <Info aria-hidden />
        {text.open}
      </MenuItem>
      {key.status === 'active' && (
        <MenuItem onClick={onRelabel}>
          <Pencil aria-hidden />
          {text.relabel}
        </MenuItem>
      )}
      <MenuItem render={<Link to="/settings/api-keys/new" search={{ replaces: key.id }} />}>
        <CopyPlus aria-hidden />
        {text.replace}
      </MenuItem>
      {key.status === 'active' && (
        <>
          <MenuSeparator />
          <MenuItem danger onClick={onDelete}>
            <Trash2 aria-hidden />
            {text.remove}
          </MenuItem>
        </>
      )}
    </ActionMenu>
  );
}
