import { useState } from 'react';
import { type Merchant } from '../directory/merchants.query';
import { Button } from '../ui/button';
import { SearchField } from '../ui/search-field';
import styles from './merchant-picker.module.css';
import { merchantPickerText as text } from './merchant-picker.text';

const SEARCH_FROM = 9;
const MOST_SHOWN = 100;

interface MerchantPickerProps {
  /** Undefined while they are loading. */
  readonly merchants: readonly Merchant[] | undefined;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

export function MerchantPicker({ merchants, chosen, onChange }: MerchantPickerProps) {
  const [search, setSearch] = useState('');
  if (!merchants) return <p role="status">{text.loading}</p>;
  const words = search.trim().toLocaleLowerCase();
  const matching = merchants.filter(({ legal_name }) => legal_name.toLocaleLowerCase().includes(words));
  const shown = matching.slice(0, MOST_SHOWN);
  const has = new Set(chosen);
  const toggle = (id: string): void => onChange(has.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);

  return (
    <div className={styles.picker}>
      <div className={styles.bar}>
        <span className={styles.count} role="status">
          {text.chosen(chosen.length, merchants.length)}
        </span>
        <Button
          size="small"
          look="quiet"
          onClick={() => onChange([...new Set([...chosen, ...matching.map(({ id }) => id)])])}
        >
          {text.all}
        </Button>
        <Button size="small" look="quiet" onClick={() => onChange([])}>
          {text.none}
        </Button>
        {merchants.length >= SEARCH_FROM && (
          <div className={styles.search}>
            <SearchField label={text.search} value={search} onSearch={setSearch} />
          </div>
        )}
      </div>
      <div className={styles.list}>
        {shown.map(({ id, legal_name, is_primary }) => (
          <label key={id} className={styles.item}>
            <input type="checkbox" name="merchant" checked={has.has(id)} onChange={() => toggle(id)} />
            <span className={styles.name}>
              {legal_name} {is_primary && <span className={styles.aside}>({text.primary})</span>}
            </span>
          </label>
        ))}
        {matching.length === 0 && <p className={styles.note}>{text.noMatch}</p>}
        {matching.length > shown.length && <p className={styles.note}>{text.more(matching.length - shown.length)}</p>}
      </div>
    </div>
  );
}
