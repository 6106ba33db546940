import { type ReactNode, useEffect, useRef } from 'react';
import styles from './page.module.css';
import { uiText } from './ui.text';

interface PageProps {
  readonly title: string;
  /** Of the browser's tab, where it is not the heading. */
  readonly documentTitle?: string;
  readonly besideTitle?: ReactNode;
  /** Shown in the heading's place, which is then only read out: a field to change it in. */
  readonly insteadOfTitle?: ReactNode;
  readonly intro?: ReactNode;
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** The first page leaves the focus where the browser puts it. */
let isFirst = true;

/** A page with its one heading. It takes the focus when the page comes after another, unless a field has asked for it. */
export function Page({ title, documentTitle, ...parts }: PageProps) {
  const { besideTitle, insteadOfTitle, intro, above, actions, children } = parts;
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = uiText.documentTitle(documentTitle ?? title);
  }, [documentTitle, title]);
  useEffect(() => {
    if (!isFirst && !page.current?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);

  return (
    <div ref={page} className={styles.page}>
      {above && <div className={styles.above}>{above}</div>}
      <div className={styles.head}>
        <div className={styles.words}>
          <div className={styles.title}>
            <h1 ref={heading} tabIndex={-1} className={insteadOfTitle ? 'visually-hidden' : undefined}>
              {title}
            </h1>
            {insteadOfTitle || besideTitle}
          </div>
          {intro && <p className={styles.intro}>{intro}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
