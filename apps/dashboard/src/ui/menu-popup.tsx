import { Menu } from '@base-ui/react/menu';
import { type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { classNames } from './class-names';
import { type ChoiceEntry, type MenuEntry } from './menu-entry';
import styles from './menu.module.css';
import { showFocusGuards } from './show-focus-guards';

export interface MenuPopupProps {
  readonly anchor: HTMLElement;
  /** The first entry has the focus then. */
  readonly byKeyboard: boolean;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

const LANDMARKS = 'main, header';

/** A menu, open when it is rendered; gives the focus back to where it was. It stands in the landmark of its button. */
export function MenuPopup({ anchor, byKeyboard, entries, onClose }: MenuPopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(true);
  useEffect(() => showFocusGuards(), []);
  useEffect(() => {
    if (!byKeyboard) return;
    // After the popup itself has taken the focus.
    const timer = setTimeout(() => popup.current?.querySelector<HTMLElement>('[role^="menuitem"]')?.focus());
    return () => clearTimeout(timer);
  }, [byKeyboard]);

  return (
    <Menu.Root
      open={open}
      modal={false}
      onOpenChange={(next, { event }) => {
        // A press of the button is the button's own business.
        const isButton = event.target instanceof Node && anchor.contains(event.target) && event.type !== 'keydown';
        if (!next && !isButton) setOpen(false);
      }}
      // Not before, or it could not tell whether the focus has gone elsewhere or is to be given back.
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Menu.Portal container={anchor.closest<HTMLElement>(LANDMARKS)}>
        <Menu.Positioner className={styles.positioner} anchor={anchor} align="end" sideOffset={4} collisionPadding={8}>
          <Menu.Popup
            className={styles.popup}
            ref={popup}
            onKeyDown={(event) => {
              if (event.key !== 'Tab') return;
              event.preventDefault();
              setOpen(false);
            }}
          >
            {entries.map((entry, index) => (
              <Entry key={index} of={entry} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Entry({ of: entry }: { readonly of: MenuEntry }) {
  if (entry === 'separator') return <Menu.Separator className={styles.separator} />;
  if (entry.type === 'note') return <div className={styles.note}>{entry.content}</div>;
  if (entry.type === 'choice') return <Choice of={entry} />;
  const words = (
    <>
      <EntryIcon of={entry.icon} />
      {entry.label}
    </>
  );
  if (entry.type === 'link') {
    return (
      <Menu.Item className={styles.item} render={entry.link}>
        {words}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item className={classNames(styles.item, entry.danger && styles.danger)} onClick={entry.onSelect}>
      {words}
    </Menu.Item>
  );
}

const EntryIcon = ({ of: Icon }: { readonly of: LucideIcon | undefined }) => Icon && <Icon aria-hidden />;

function Choice({ of: { label, value, options, onChange } }: { readonly of: ChoiceEntry }) {
  return (
    <Menu.RadioGroup value={value} onValueChange={onChange}>
      <Menu.GroupLabel className={styles.label}>{label}</Menu.GroupLabel>
      {options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value} className={styles.item} closeOnClick={false}>
          <span className={styles.check}>
            <Menu.RadioItemIndicator>✓</Menu.RadioItemIndicator>
          </span>
          {option.label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
