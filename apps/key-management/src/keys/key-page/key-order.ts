import type { KeyListQuery } from '../key.list';
import type { Bind } from './statement';

/** Where a page begins, how long it is, and in which order. */
export type Place = Pick<KeyListQuery, 'limit' | 'page' | 'offset' | 'cursor' | 'sort'>;

/** An index that has the order of a list after account and status, and the label with it. */
interface KeyOrder {
  readonly table: string;
  readonly id: string;
  readonly value: string;
  /** The same of `api_keys k` or `api_key_uses u`. */
  readonly ofKey: string;
  readonly type: 'timestamptz' | 'text';
  /** Not in the index. */
  readonly merchantIds: string;
}

const BY_AGE: KeyOrder = {
  table: 'key_management.api_keys AS o',
  id: 'o.id',
  value: 'o.created_at',
  ofKey: 'k.created_at',
  type: 'timestamptz',
  merchantIds: 'o.merchant_ids',
};
const ORDERS: Readonly<Record<Place['sort']['by'], KeyOrder>> = {
  created_at: BY_AGE,
  label: { ...BY_AGE, value: 'o.label_folded', ofKey: 'k.label_folded', type: 'text' },
  last_used_at: {
    table: 'key_management.api_key_uses AS o',
    id: 'o.key_id',
    value: 'o.used_at',
    ofKey: 'u.used_at',
    type: 'timestamptz',
    // Not a join, which might change the order of what is read.
    merchantIds: '(SELECT k.merchant_ids FROM key_management.api_keys AS k WHERE k.id = o.key_id)',
  },
};

export const orderOf = ({ sort }: Pick<Place, 'sort'>): KeyOrder => ORDERS[sort.by];

export const inOrder = ({ sort }: Pick<Place, 'sort'>, value: string, id: string): string => {
  const direction = sort.direction === 'asc' ? 'ASC' : 'DESC';
  return `ORDER BY ${value} ${direction}, ${id} ${direction}`;
};

/** A comparison of rows, so that an index is entered at the place itself. A key that was never used comes before all others. */
export const beyondCursor = (place: Pick<Place, 'sort' | 'cursor'>, value: string, id: string, bind: Bind): string => {
  const { cursor } = place;
  if (cursor === null) return 'true';
  const operator = cursor.direction === 'asc' ? '>' : '<';
  const at = `${bind(cursor.value ?? '-infinity')}::${orderOf(place).type}`;
  return `(${value}, ${id}) ${operator} (${at}, ${bind(cursor.id)}::uuid)`;
};
