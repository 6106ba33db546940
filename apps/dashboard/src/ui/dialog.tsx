import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { classNames } from './class-names';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Asked for by Escape or by the browser; the dialog stays until its parent no longer renders it. */
  readonly onClose: () => void;
  /** Where the focus goes afterwards if what had it before is gone, as an item of a menu is. */
  readonly returnFocusTo?: (() => HTMLElement | null | undefined) | undefined;
  readonly role?: 'dialog' | 'alertdialog';
  readonly className?: string | undefined;
}

/**
 * A modal dialog, open as long as it is rendered. The browser's own: it lies above everything, makes the rest inert, and one
 * about the session may open above any other. The focus goes to what has `data-autofocus`, else to the first control.
 */
export function Dialog({ title, children, onClose, returnFocusTo, role, className }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  const returnFocus = useRef(returnFocusTo);
  useEffect(() => {
    returnFocus.current = returnFocusTo;
  });

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog.close();
      const target = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : null;
      // After the dialog has gone from the page.
      queueMicrotask(() => (returnFocus.current?.() ?? target)?.focus());
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // Before the browser closes it by itself, which a second Escape could not be kept from.
    event.preventDefault();
    onClose();
  };

  return (
    <dialog
      ref={ref}
      role={role}
      className={classNames(styles.dialog, className)}
      aria-labelledby={headingId}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.content}>
        <h2 className={styles.heading} id={headingId}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}

export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
