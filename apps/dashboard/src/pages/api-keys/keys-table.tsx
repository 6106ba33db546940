import { type Key } from '../../keys/key.types';
import { type KeysSearch, nextSort, type SortBy, sortOf } from '../../keys/keys-search';
import { Skeleton } from '../../ui/skeleton';
import { SortHeading } from '../../ui/sort-heading';
import table from '../../ui/table.module.css';
import styles from './api-keys.module.css';
import { apiKeysText as text } from './api-keys.text';
import { KeyRow } from './key-row';

interface KeysTableProps {
  /** Undefined while the first ones are loading. */
  readonly keys: readonly Key[] | undefined;
  /** Whether others are on their way. */
  readonly busy: boolean;
  readonly search: KeysSearch;
  readonly onSort: (sort: ReturnType<typeof nextSort>) => void;
  readonly onDelete: (key: Key) => void;
  readonly mayManage: boolean;
}

const SKELETON_ROWS = 6;

/** The roles are those the elements have anyway: on a narrow screen their layout would take them away. */
export function KeysTable({ keys, busy, search, onSort, onDelete, mayManage }: KeysTableProps) {
  const sort = sortOf(search);
  const heading = (by: SortBy, label: string) => (
    <SortHeading
      label={label}
      direction={sort.by === by ? sort.direction : null}
      onSort={() => onSort(nextSort(sort, by))}
    />
  );
  return (
    <div className={table.frame} aria-busy={busy}>
      <table role="table" className={table.table} aria-label={text.table}>
        <colgroup>
          <col className={styles.keyColumn} />
          <col className={styles.scopeColumn} />
        </colgroup>
        <thead role="rowgroup">
          <tr role="row">
            {heading('label', text.columns.key)}
            <th role="columnheader" scope="col">
              {text.columns.scope}
            </th>
            {heading('last_used_at', text.columns.lastUsed)}
            {heading('created_at', text.columns.created)}
            <th role="columnheader" scope="col">
              {text.columns.status}
            </th>
            {mayManage && (
              <th role="columnheader" scope="col">
                <span className="visually-hidden">{text.columns.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {keys
            ? keys.map((key) => <KeyRow key={key.id} of={key} mayManage={mayManage} onDelete={onDelete} />)
            : Array.from({ length: SKELETON_ROWS }, (_, index) => (
                <SkeletonRow key={index} columns={mayManage ? 6 : 5} />
              ))}
        </tbody>
      </table>
    </div>
  );
}

const SkeletonRow = ({ columns }: { readonly columns: number }) => (
  <tr role="row" aria-hidden>
    <td>
      <span className={styles.key}>
        <Skeleton width="medium" />
        <Skeleton width="short" />
      </span>
    </td>
    {Array.from({ length: columns - 1 }, (_, index) => (
      <td key={index}>{index < 4 && <Skeleton width={index === 0 ? 'long' : 'medium'} />}</td>
    ))}
  </tr>
);
