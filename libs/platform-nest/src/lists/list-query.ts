import { type PipeTransform } from '@nestjs/common';
import { decodeCursor, type Cursor, type Direction, type SortKind } from './cursor';
import { badQuery, parseQuery, type QueryOf, type QueryShape } from './parse-query';
import { q, type QueryParser } from './query-parser';

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 500;
const MAX_PAGE = 999_999_999;

/** A list of one resource: by what it can be sorted (`created_at` always), and its filters. */
export interface ListSpec<By extends string, Filters extends QueryShape> {
  readonly sorts: Readonly<Record<By, SortKind>>;
  readonly filters: Filters;
}

export interface Sort<By extends string = string> {
  readonly by: By;
  readonly direction: Direction;
}

export interface ListQuery<By extends string = string, Filters extends QueryShape = QueryShape> {
  /** 1 to 500. Fetch one row more, so that `paginate` knows whether there is another. */
  readonly limit: number;
  readonly sort: Sort<By>;
  /** From 1; null in cursor mode. */
  readonly page: number | null;
  /** Rows to skip in page mode; 0 in cursor mode. */
  readonly offset: number;
  /** Answer what comes after it; null in page mode. */
  readonly cursor: Cursor<By> | null;
  readonly filters: QueryOf<Filters>;
}

export type ListQueryOf<Spec> = Spec extends ListSpec<infer By, infer Filters> ? ListQuery<By, Filters> : never;

/** Keeps the literal types of a specification. */
export const defineList = <By extends string, const Filters extends QueryShape>(
  spec: ListSpec<By | 'created_at', Filters>,
): ListSpec<By | 'created_at', Filters> => spec;

/** Reads `limit`, `page` or `cursor`, `sort` and the filters; throws `bad_query`. */
export function parseListQuery<By extends string, Filters extends QueryShape>(
  query: unknown,
  { sorts, filters }: ListSpec<By | 'created_at', Filters>,
): ListQuery<By | 'created_at', Filters> {
  const {
    limit,
    page,
    cursor: after,
    sort: asked,
    ...rest
  } = parseQuery(query, {
    ...filters,
    limit: q.integer(1, MAX_LIMIT),
    page: q.integer(1, MAX_PAGE),
    cursor: cursorParser(sorts),
    sort: sortParser(sorts),
  });
  if (page !== undefined && after !== undefined)
    throw badQuery([{ field: 'cursor', message: 'must not be given together with page' }]);
  if (after !== undefined && asked !== undefined && (asked.by !== after.by || asked.direction !== after.direction)) {
    throw badQuery([{ field: 'cursor', message: 'belongs to a list that is sorted otherwise' }]);
  }
  const size = limit ?? DEFAULT_LIMIT;
  return {
    limit: size,
    sort:
      after === undefined
        ? (asked ?? { by: 'created_at', direction: 'desc' })
        : { by: after.by, direction: after.direction },
    page: after === undefined ? (page ?? 1) : null,
    offset: after === undefined ? ((page ?? 1) - 1) * size : 0,
    cursor: after ?? null,
    // What is left of the shape above are the filters.
    filters: rest as unknown as QueryOf<Filters>,
  };
}

/** `@Query(listQuery(spec)) query: ListQueryOf<typeof spec>`. */
export const listQuery = <By extends string, Filters extends QueryShape>(
  spec: ListSpec<By | 'created_at', Filters>,
): PipeTransform<unknown, ListQuery<By | 'created_at', Filters>> => ({
  transform: (query) => parseListQuery(query, spec),
});

function cursorParser<By extends string>(sorts: Readonly<Record<By, SortKind>>): QueryParser<Cursor<By>> {
  return { expected: 'a next_cursor of this list', parse: (text) => decodeCursor(text, sorts) };
}

function sortParser<By extends string>(sorts: Readonly<Record<By, SortKind>>): QueryParser<Sort<By>> {
  const words = Object.keys(sorts) as By[];
  return {
    expected: `one of ${words.join(', ')}, followed by +asc or +desc`,
    parse(text) {
      // In a query "+" means a space; a caller may have encoded it.
      const [, word, direction] = /^([a-z_]+)(?:[ +](asc|desc))?$/.exec(text) ?? [];
      const by = words.find((known) => known === word);
      return by === undefined ? undefined : { by, direction: direction === 'asc' ? 'asc' : 'desc' };
    },
  };
}
