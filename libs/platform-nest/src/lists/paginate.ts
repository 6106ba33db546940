import { encodeCursor } from './cursor';
import { type ListQuery } from './list-query';

/** Totals are counted no further. Count with `limit MAX_COUNTED + 1`. */
export const MAX_COUNTED = 10_000;

export interface Pagination {
  readonly current_page: number | null;
  readonly page_size: number;
  readonly total_items: number | null;
  readonly total_is_lower_bound?: true;
  readonly total_pages: number | null;
  readonly next_cursor: string | null;
}

export interface Page<Item> {
  readonly data: readonly Item[];
  readonly pagination: Pagination;
}

export interface PageInput<Row, Item> {
  /** In the order asked for; up to `limit + 1` of them. */
  readonly rows: readonly Row[];
  /** Counted up to `MAX_COUNTED + 1`; not looked at in cursor mode. */
  readonly total: number | null;
  readonly toItem: (row: Row) => Item;
  /** What the row was sorted by, as text (times as ISO 8601 in UTC, up to microseconds), and its id. */
  readonly placeOf: (row: Row) => { readonly value: string | null; readonly id: string };
}

/** The answer of every list. */
export function paginate<Row, Item>(
  query: Pick<ListQuery, 'limit' | 'page' | 'sort'>,
  input: PageInput<Row, Item>,
): Page<Item> {
  const { limit, page, sort } = query;
  const shown = input.rows.slice(0, limit);
  const last = shown.at(-1);
  const more = input.rows.length > limit && last !== undefined;
  return {
    data: shown.map(input.toItem),
    pagination: {
      current_page: page,
      page_size: limit,
      ...totals(page === null ? null : input.total, limit),
      next_cursor: more ? encodeCursor({ ...sort, ...input.placeOf(last) }) : null,
    },
  };
}

function totals(
  total: number | null,
  limit: number,
): Pick<Pagination, 'total_items' | 'total_is_lower_bound' | 'total_pages'> {
  if (total === null) return { total_items: null, total_pages: null };
  const counted = Math.min(total, MAX_COUNTED);
  return {
    total_items: counted,
    ...(total > MAX_COUNTED ? { total_is_lower_bound: true as const } : {}),
    total_pages: Math.ceil(counted / limit),
  };
}
