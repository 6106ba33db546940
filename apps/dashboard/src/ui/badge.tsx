import { type ReactNode } from 'react';
import styles from './badge.module.css';
import { classNames } from './class-names';

interface BadgeProps {
  readonly tone: 'neutral' | 'success' | 'warning' | 'danger' | 'info';
  readonly title?: string;
  readonly children: ReactNode;
}

export const Badge = ({ tone, title, children }: BadgeProps) => (
  <span className={classNames(styles.badge, styles[tone])} title={title}>
    {children}
  </span>
);
