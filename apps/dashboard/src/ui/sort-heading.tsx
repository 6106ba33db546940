import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import styles from './table.module.css';

interface SortHeadingProps {
  readonly label: string;
  /** Of the whole table, if it is this column that sorts it. */
  readonly direction: 'asc' | 'desc' | null;
  readonly onSort: () => void;
}

export function SortHeading({ label, direction, onSort }: SortHeadingProps) {
  const Icon = direction === null ? ChevronsUpDown : direction === 'asc' ? ArrowUp : ArrowDown;
  const sorted = { asc: 'ascending', desc: 'descending' } as const;
  return (
    <th role="columnheader" scope="col" aria-sort={direction === null ? undefined : sorted[direction]}>
      <button type="button" className={styles.sort} onClick={onSort}>
        {label}
        <Icon aria-hidden />
      </button>
    </th>
  );
}
