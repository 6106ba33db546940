import { MAX_COUNTED, type ListQuery } from '@latchkey/platform-nest';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

export interface RowsOfPage<Row> {
  /** One more than the limit if there are more. */
  readonly rows: readonly Row[];
  /** Up to `MAX_COUNTED + 1`; null in cursor mode. */
  readonly total: number | null;
}

/** A column that has to have one of a few values. */
export interface OneOf {
  readonly property: string;
  readonly type: 'text' | 'uuid';
  readonly values: readonly string[];
}

type PlaceInList = Pick<ListQuery, 'limit' | 'page' | 'offset' | 'cursor' | 'sort'>;

/**
 * One page of what matches, by `createdAt` and `id`, and how many there are. `spread`: besides, those columns have one of
 * those values, and an index has first what `matching` compares with one value, then them, then `createdAt` and `id`. Each
 * combination is then read in its order, no further than the page, and they are merged: whatever is rare or common, and
 * whatever the planner thinks is, nothing is read and thrown away. There should be few combinations.
 */
export async function pageByCreation<Row extends ObjectLiteral>(
  manager: EntityManager,
  matching: SelectQueryBuilder<Row>,
  query: PlaceInList,
  spread: readonly OneOf[] = [],
): Promise<RowsOfPage<Row>> {
  const page = spread.length === 0 ? pageOf(matching, query) : spreadPageOf(matching, query, spread);
  const rows = await page.getMany();
  return { rows, total: query.page === null ? null : await count(manager, matching, spread) };
}

function pageOf<Row extends ObjectLiteral>(matching: SelectQueryBuilder<Row>, query: PlaceInList) {
  return inOrder(beyondCursor(matching.clone(), query), query)
    .offset(query.offset)
    .limit(query.limit + 1);
}

/** Finds the ids of the page, along the index alone, and then its rows. */
function spreadPageOf<Row extends ObjectLiteral>(
  matching: SelectQueryBuilder<Row>,
  query: PlaceInList,
  spread: readonly OneOf[],
): SelectQueryBuilder<Row> {
  const { alias } = matching;
  const { limit, offset, sort } = query;
  const one = matching.clone().select(`${alias}.id`, 'id').addSelect(`${alias}.createdAt`, 'created_at');
  inOrder(beyondCursor(one, query), query).limit(offset + limit + 1);
  const order = sort.direction === 'asc' ? 'ASC' : 'DESC';
  const ids = `SELECT found.id FROM ${combinations(one, spread)}
    ORDER BY found.created_at ${order}, found.id ${order} LIMIT ${limit + 1} OFFSET ${offset}`;
  // In place of all conditions so far.
  const rows = matching.clone().where(`${alias}.id = ANY(ARRAY(${ids}))`);
  return inOrder(rows.setParameters(one.getParameters()), query);
}

function beyondCursor<Row extends ObjectLiteral>(page: SelectQueryBuilder<Row>, { cursor, sort }: PlaceInList) {
  if (cursor === null) return page;
  const { alias } = page;
  const after = sort.direction === 'asc' ? '>' : '<';
  // A comparison of rows, so that the index is entered at the place itself.
  const place = { place: cursor.value, placeId: cursor.id };
  return page.andWhere(`(${alias}.createdAt, ${alias}.id) ${after} (:place, :placeId)`, place);
}

function inOrder<Row extends ObjectLiteral>(page: SelectQueryBuilder<Row>, { sort }: PlaceInList) {
  const order = sort.direction === 'asc' ? 'ASC' : 'DESC';
  return page.orderBy(`${page.alias}.createdAt`, order).addOrderBy(`${page.alias}.id`, order);
}

/** Stops one beyond what is reported, so that a big account costs no more than that. */
async function count<Row extends ObjectLiteral>(
  manager: EntityManager,
  matching: SelectQueryBuilder<Row>,
  spread: readonly OneOf[],
): Promise<number> {
  const max = MAX_COUNTED + 1;
  const one = matching.clone().select('1', 'one').limit(max);
  const counted = spread.length === 0 ? one.getQuery() : `SELECT 1 FROM ${combinations(one, spread)} LIMIT ${max}`;
  const row = await manager
    .createQueryBuilder()
    .select('count(*)::int', 'total')
    .from(`(${counted})`, 'counted')
    .setParameters(one.getParameters())
    .getRawOne<{ total: number }>();
  return row?.total ?? 0;
}

/** `found`: what `one` finds for each combination of the values. Adds to the conditions and parameters of `one`. */
function combinations<Row extends ObjectLiteral>(one: SelectQueryBuilder<Row>, spread: readonly OneOf[]): string {
  const lists = spread.map(({ property, type, values }, index) => {
    one.andWhere(`${one.alias}.${property} = list${index}.value`).setParameter(`list${index}`, values);
    return `unnest(CAST(:list${index} AS ${type}[])) AS list${index}(value)`;
  });
  return `${lists.join(' CROSS JOIN ')} CROSS JOIN LATERAL (${one.getQuery()}) AS found`;
}
