import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import styles from './search-field.module.css';

const PAUSE_MS = 250;

interface SearchFieldProps {
  readonly label: string;
  /** What is searched for now; the field follows it when it changes elsewhere, as by going back. */
  readonly value: string;
  /** After a pause in typing. `continued`: the words before came from the same visit of the field. */
  readonly onSearch: (value: string, continued: boolean) => void;
  readonly maxLength?: number;
}

/** Typing stays inside it until there is a pause, however much depends on what is searched for. */
export function SearchField({ label, value, onSearch, maxLength }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const sent = useRef(value);
  const continued = useRef(false);
  if (seen !== value) {
    setSeen(value);
    // Not while somebody types on after what they themselves searched for.
    if (value !== sent.current) setTyped(value);
  }

  const search = useRef(onSearch);
  useEffect(() => {
    search.current = onSearch;
  });
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      search.current(typed, continued.current);
      continued.current = true;
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);

  return (
    <div className={styles.search} role="search">
      <Search aria-hidden />
      <input
        className={styles.input}
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          continued.current = false;
        }}
      />
    </div>
  );
}
