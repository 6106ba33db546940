import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { type ReactNode } from 'react';
import { problemSentence } from '../api/problem.text';
import { classNames } from './class-names';
import styles from './notice.module.css';

const ICONS = { info: Info, warning: TriangleAlert, danger: CircleAlert, success: CircleCheck };

interface NoticeProps {
  readonly tone: keyof typeof ICONS;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** `alert` is read out at once, `status` when there is a pause; without one it is part of the page. */
  readonly role?: 'alert' | 'status';
}

export function Notice({ tone, title, children, role }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={classNames(styles.notice, styles[tone])} role={role}>
      <Icon aria-hidden />
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
    </div>
  );
}

/** Says why something failed; nothing as long as nothing has. */
export function ProblemNotice({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) {
  if (error === null || error === undefined) return null;
  return (
    <Notice tone="danger" role="alert">
      <p>{problemSentence(error)}</p>
      {children}
    </Notice>
  );
}
