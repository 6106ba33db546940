import { type ComponentType, type KeyboardEvent, type ReactNode, type Ref, useRef, useState } from 'react';
import { connection } from '../api/connection';
import { type MenuEntry } from './menu-entry';

interface TriggerProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly onClick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface ActionMenuProps {
  readonly trigger: (props: TriggerProps) => ReactNode;
  readonly entries: readonly MenuEntry[];
}

type Popup = ComponentType<{ anchor: HTMLElement; entries: readonly MenuEntry[]; onClose: () => void }>;

/** A button with a menu. Until somebody opens one it is a button and no more: a long table has many of them. */
export function ActionMenu({ trigger, entries }: ActionMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [Popup, setPopup] = useState<Popup | null>(null);
  const open = (): void => {
    loadPopup().then(
      (popup) => setPopup(() => popup),
      () => connection.set('down'),
    );
  };
  return (
    <>
      {trigger({
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': Popup !== null,
        onClick: () => (Popup ? setPopup(null) : open()),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          open();
        },
      })}
      {Popup && button.current && <Popup anchor={button.current} entries={entries} onClose={() => setPopup(null)} />}
    </>
  );
}

const loadPopup = async (): Promise<Popup> => (await import('./menu-popup')).MenuPopup;

/** Has it at hand before it is needed, when there is nothing better to do. */
export function prefetchMenus(): void {
  setTimeout(() => void loadPopup().catch(() => undefined), PREFETCH_AFTER_MS);
}

const PREFETCH_AFTER_MS = 2_000;
