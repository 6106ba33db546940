import type { Cursor, ListQuery } from '@latchkey/platform-nest';
import { MAX_COUNTED } from '@latchkey/platform-nest';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** A column to sort by: its SQL, and the type its values have when they come back in a cursor. */
export interface SortColumn {
  readonly sql: string;
  readonly type: 'timestamptz' | 'text';
}

export interface SelectedPage<Row> {
  /** Up to `limit + 1`, so that whoever shows them knows whether there are more. */
  readonly rows: Row[];
  /** Counted up to 10,001; null in cursor mode. */
  readonly total: number | null;
}

/**
 * One page of `query`'s rows in the order asked for, ties by id. `alias` is the query's, its primary key `id`. Values that
 * are null sort as if they were before all others.
 */
export const selectPage = async <Row extends ObjectLiteral, By extends string>(
  query: SelectQueryBuilder<Row>,
  { limit, offset, page, sort, cursor }: ListQuery<By>,
  columns: Readonly<Record<By, SortColumn>>,
): Promise<SelectedPage<Row>> => {
  const total = page === null ? null : await count(query);
  const column = columns[sort.by];
  const direction = sort.direction === 'asc' ? 'ASC' : 'DESC';
  if (cursor) afterCursor(query, cursor, column);
  // A property path would make TypeORM quote it: the columns are ours and never the caller's.
  const rows = await query
    .orderBy(column.sql, direction)
    .addOrderBy(`${query.alias}.id`, direction)
    .offset(offset)
    .limit(limit + 1)
    .getMany();
  return { rows, total };
};

const afterCursor = (query: SelectQueryBuilder<ObjectLiteral>, cursor: Cursor, { sql, type }: SortColumn): void => {
  const operator = cursor.direction === 'asc' ? '>' : '<';
  const value = cursor.value === null ? `'-infinity'::timestamptz` : `:cursorValue::${type}`;
  query.andWhere(`(${sql}, ${query.alias}.id) ${operator} (${value}, :cursorId::uuid)`, {
    cursorValue: cursor.value,
    cursorId: cursor.id,
  });
};

const count = async (query: SelectQueryBuilder<ObjectLiteral>): Promise<number> => {
  const some = query
    .clone()
    .select('1', 'one')
    .limit(MAX_COUNTED + 1);
  const [text, parameters] = some.getQueryAndParameters();
  const rows: unknown = await query.dataSource.query(
    `SELECT count(*)::int AS counted FROM (${text}) AS listed`,
    parameters,
  );
  return (rows as [{ counted: number }])[0].counted;
};
