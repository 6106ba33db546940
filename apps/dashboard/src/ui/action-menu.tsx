import {
  type ComponentType,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useRef,
  useState,
} from 'react';
import { connection } from '../api/connection';
import { type MenuEntry } from './menu-entry';
import { type MenuPopupProps } from './menu-popup';

interface TriggerProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface ActionMenuProps {
  readonly trigger: (props: TriggerProps) => ReactNode;
  readonly entries: readonly MenuEntry[];
}

type Popup = ComponentType<MenuPopupProps>;

/** A button with a menu. Until somebody opens one it is a button and no more: a long table has many of them. */
export function ActionMenu({ trigger, entries }: ActionMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [Popup, setPopup] = useState<Popup | null>(null);
  const [byKeyboard, setByKeyboard] = useState(false);
  const open = (withKeyboard: boolean): void => {
    setByKeyboard(withKeyboard);
    // Where it comes back to; a press of the mouse does not focus a button in every browser.
    button.current?.focus();
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
        // A click without a press of a pointer comes from the keyboard.
        onClick: ({ detail }) => (Popup ? setPopup(null) : open(detail === 0)),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          open(true);
        },
      })}
      {Popup && button.current && (
        <Popup anchor={button.current} byKeyboard={byKeyboard} entries={entries} onClose={() => setPopup(null)} />
      )}
    </>
  );
}

const loadPopup = async (): Promise<Popup> => (await import('./menu-popup')).MenuPopup;

/** Has it at hand before it is needed, when there is nothing better to do. */
export function prefetchMenus(): void {
  setTimeout(() => void loadPopup().catch(() => undefined), PREFETCH_AFTER_MS);
}

const PREFETCH_AFTER_MS = 2_000;
