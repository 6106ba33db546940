import { CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { connection } from '../api/connection';
import { useStore } from '../api/store';
import styles from './shell.module.css';
import { shellText as text } from './shell.text';

/** Calm: reads repeat themselves, and whoever writes is told at their button. */
export function ConnectionBanner() {
  const online = useSyncExternalStore(followOnline, () => navigator.onLine);
  const down = useStore(connection) === 'down' || !online;
  return (
    <div className={styles.banner} role="status">
      {down && (
        <>
          <CloudOff aria-hidden />
          <span>{online ? text.down : text.offline}</span>
        </>
      )}
    </div>
  );
}

function followOnline(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
