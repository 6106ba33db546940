import { CopyButton } from './copy-button';
import styles from './copy-line.module.css';

interface CopyLineProps {
  readonly label: string;
  readonly copyLabel: string;
  readonly value: string;
  readonly onCopied?: () => void;
}

/** A text to be copied: plain text, no field, so that no browser offers to keep or fill it. */
export function CopyLine({ label, copyLabel, value, onCopied }: CopyLineProps) {
  return (
    <div className={styles.line}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        <CopyButton size="small" value={value} label={copyLabel} {...(onCopied && { onCopied })} />
      </div>
      <code className={styles.text} translate="no">
        {value}
      </code>
    </div>
  );
}
