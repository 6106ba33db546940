import { useMemo, useState } from 'react';
import { type Merchant } from '../../directory/merchants.query';
import { Button } from '../../ui/button';
import { Rows } from '../../ui/rows';
import { SearchField } from '../../ui/search-field';
import styles from './merchant-list.module.css';
import { MerchantRow } from './merchant-row';
import { merchantsText as text } from './merchants.text';

/** Fewer need no search. */
const FEW = 8;
const STEP = 50;

export function MerchantList({ all }: { readonly all: readonly Merchant[] }) {
  const [search, setSearch] = useState('');
  const [showRemoved, setShowRemoved] = useState(false);
  const [shown, setShown] = useState(STEP);
  const someRemoved = all.some(({ status }) => status === 'removed');
  const found = useMemo(() => {
    const words = search.trim().toLowerCase();
    return all
      .filter(({ status }) => showRemoved || status === 'active')
      .filter(({ legal_name: name }) => name.toLowerCase().includes(words));
  }, [all, search, showRemoved]);
  const rest = Math.min(STEP, found.length - shown);

  return (
    <>
      {(all.length > FEW || someRemoved) && (
        <div className={styles.filters}>
          {all.length > FEW && <SearchField label={text.search} value={search} onSearch={setSearch} />}
          {someRemoved && (
            <label className={styles.removed}>
              <input type="checkbox" checked={showRemoved} onChange={(event) => setShowRemoved(event.target.checked)} />
              {text.showRemoved}
            </label>
          )}
        </div>
      )}
      {found.length === 0 ? (
        <p role="status">{text.noMatch}</p>
      ) : (
        <Rows label={text.list}>
          {found.slice(0, shown).map((merchant) => (
            <MerchantRow key={merchant.id} merchant={merchant} />
          ))}
        </Rows>
      )}
      {rest > 0 && (
        <Button className={styles.more} onClick={() => setShown(shown + STEP)}>
          {text.more(rest)}
        </Button>
      )}
    </>
  );
}
