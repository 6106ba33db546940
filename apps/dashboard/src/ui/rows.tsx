import { type ReactNode } from 'react';
import styles from './rows.module.css';

/** A list in which each item has a name, some details and what can be done with it. */
export const Rows = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ul className={styles.rows} aria-label={label}>
    {children}
  </ul>
);

interface RowProps {
  readonly title: ReactNode;
  readonly badges?: ReactNode;
  /** One line each. */
  readonly details: readonly ReactNode[];
  readonly actions?: ReactNode;
}

export const Row = ({ title, badges, details, actions }: RowProps) => (
  <li className={styles.row}>
    <div className={styles.words}>
      <p className={styles.title}>
        <span>{title}</span>
        {badges}
      </p>
      {details.filter(Boolean).map((detail, index) => (
        <div key={index} className={styles.detail}>
          {detail}
        </div>
      ))}
    </div>
    {actions && <div className={styles.actions}>{actions}</div>}
  </li>
);
