import styles from '../shell/shell.module.css';
import { shellText } from '../shell/shell.text';

export const Connecting = () => (
  <main className={styles.connecting}>
    <p role="status">{shellText.connecting}</p>
  </main>
);
