import { type ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly children?: ReactNode;
}

export const EmptyState = ({ title, hint, children }: EmptyStateProps) => (
  <div className={styles.empty}>
    <h2>{title}</h2>
    {hint && <p className={styles.hint}>{hint}</p>}
    {children && <div className={styles.actions}>{children}</div>}
  </div>
);
