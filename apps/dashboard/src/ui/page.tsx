import { type ReactNode, useEffect, useRef } from 'react';
import { hasNavigated } from './navigated';
import styles from './page.module.css';
import { uiText } from './ui.text';

interface PageProps {
  readonly title: string;
  /** Of the browser's tab, where it is not the heading. */
  readonly documentTitle?: string;
  readonly intro?: ReactNode;
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
  /** Another value: another page, whose heading takes the focus. */
  readonly focusKey?: string;
}

/** A page with its one heading, which takes the focus when somebody has come here from another page. */
export function Page({ title, documentTitle, intro, above, actions, children, focusKey }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = uiText.documentTitle(documentTitle ?? title);
  }, [documentTitle, title]);
  useEffect(() => {
    if (hasNavigated()) heading.current?.focus({ preventScroll: true });
  }, [focusKey]);

  return (
    <div className={styles.page}>
      {above}
      <div className={styles.head}>
        <div className={styles.words}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {intro && <p className={styles.intro}>{intro}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
