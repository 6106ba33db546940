import { Menu } from '@base-ui/react/menu';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import { classNames } from './class-names';
import styles from './menu.module.css';

interface ActionMenuProps {
  /** A button; it gets the menu's behaviour. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
}

export function ActionMenu({ trigger, children }: ActionMenuProps) {
  // Within a landmark, as everything on the page; it is there as soon as everything is drawn.
  const [main, setMain] = useState<HTMLElement | null>(null);
  useEffect(() => setMain(document.querySelector('main')), []);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={trigger} />
      <Menu.Portal container={main}>
        <Menu.Positioner className={styles.positioner} align="end" sideOffset={4} collisionPadding={8}>
          <Menu.Popup className={styles.popup}>{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface ItemProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
  /** A link to render the item as. */
  readonly render?: ReactElement;
  readonly danger?: boolean;
}

export function MenuItem({ children, onClick, render, danger }: ItemProps) {
  return (
    <Menu.Item
      className={classNames(styles.item, danger && styles.danger)}
      {...(onClick && { onClick })}
      {...(render && { render })}
    >
      {children}
    </Menu.Item>
  );
}

export const MenuSeparator = () => <Menu.Separator className={styles.separator} />;

interface ChoiceProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

export function MenuChoice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
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
