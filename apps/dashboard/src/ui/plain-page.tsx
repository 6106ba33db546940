import { type ReactNode } from 'react';
import { Brand } from './brand';
import { Page } from './page';
import styles from './plain-page.module.css';

interface PlainPageProps {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}

/** A page for whoever is not signed in: one thing to do. */
export function PlainPage({ title, intro, children }: PlainPageProps) {
  return (
    <main className={styles.ground}>
      <div className={styles.sheet}>
        <Brand />
        <div className={styles.card}>
          <Page title={title} intro={intro}>
            {children}
          </Page>
        </div>
      </div>
    </main>
  );
}
