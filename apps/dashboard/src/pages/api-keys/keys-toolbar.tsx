import { useMerchants } from '../../directory/merchants.query';
import {
  fromStart,
  type KeysSearch,
  type KeyStatus,
  parseKeysSearch,
  SORT_BY,
  sortOf,
  STATUSES,
} from '../../keys/keys-search';
import { SelectField } from '../../ui/field';
import { SearchField } from '../../ui/search-field';
import styles from './api-keys.module.css';
import { apiKeysText as text } from './api-keys.text';

interface KeysToolbarProps {
  readonly search: KeysSearch;
  readonly onChange: (search: KeysSearch, replace?: boolean) => void;
}

const sorts = SORT_BY.flatMap((by) =>
  (['desc', 'asc'] as const).map((direction) => ({ value: `${by}-${direction}`, label: text.sorts[by][direction] })),
);

export function KeysToolbar({ search, onChange }: KeysToolbarProps) {
  const change = (part: Readonly<Record<string, string>>, replace = false): void =>
    onChange(parseKeysSearch({ ...fromStart(search), ...part }), replace);
  const { by, direction } = sortOf(search);
  return (
    <div className={styles.toolbar}>
      <SearchField
        label={text.search}
        value={search.q ?? ''}
        maxLength={100}
        onSearch={(q, continued) => change({ q }, continued)}
      />
      <MerchantFilter value={search.merchant} onChange={(merchant) => change({ merchant })} />
      <SelectField
        className={styles.filter}
        label={text.status}
        value={search.status ?? 'active'}
        onChange={(event) => change({ status: event.target.value })}
      >
        {STATUSES.map((status: KeyStatus) => (
          <option key={status} value={status}>
            {text.statuses[status]}
          </option>
        ))}
      </SelectField>
      <SelectField
        className={styles.narrowOnly}
        label={text.sort}
        value={`${by}-${direction}`}
        onChange={(event) => change({ sort: event.target.value })}
      >
        {sorts.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

interface MerchantFilterProps {
  readonly value: string | undefined;
  readonly onChange: (merchant: string) => void;
}

/** Where there is more than one merchant, or the address asks for one. */
function MerchantFilter({ value = '', onChange }: MerchantFilterProps) {
  const { active = [], nameOf } = useMerchants();
  if (active.length < 2 && value === '') return null;
  return (
    <SelectField
      className={styles.filter}
      label={text.merchant}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{text.anyMerchant}</option>
      {active.map(({ id, legal_name }) => (
        <option key={id} value={id}>
          {legal_name}
        </option>
      ))}
      {value !== '' && !active.some(({ id }) => id === value) && (
        <option value={value}>{nameOf(value) ?? text.unknownMerchant}</option>
      )}
    </SelectField>
  );
}
