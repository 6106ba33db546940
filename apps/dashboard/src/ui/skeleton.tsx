import { classNames } from './class-names';
import styles from './skeleton.module.css';

/** The place of a text that is still loading. Say so elsewhere for those who do not see it. */
export const Skeleton = ({ width = 'medium' }: { readonly width?: 'short' | 'medium' | 'long' }) => (
  <span className={classNames(styles.bar, styles[width])} aria-hidden />
);
