import icon from '../icon.svg';
import { classNames } from './class-names';
import styles from './brand.module.css';
import { uiText } from './ui.text';

/** On a narrow screen `compact` leaves the mark alone. */
export function Brand({ compact = false }: { readonly compact?: boolean }) {
  return (
    <span className={classNames(styles.brand, compact && styles.compact)}>
      <img className={styles.mark} src={icon} alt="" />
      <span className={styles.name}>{uiText.product}</span>
    </span>
  );
}
