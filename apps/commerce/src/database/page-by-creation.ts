import { MAX_COUNTED, type ListQuery } from '@latchkey/platform-nest';
import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

export interface RowsOfPage<Row> {
  /** One more than the limit if there are more. */
  readonly rows: readonly Row[];
  /** Up to `MAX_COUNTED + 1`; null in cursor mode. */
  readonly total: number | null;
}

type PlaceInList = Pick<ListQuery, 'limit' | 'page' | 'offset' | 'cursor' | 'sort'>;

/** One page of what matches, by `createdAt` and `id`, and how many there are. */
export async function pageByCreation<Row extends ObjectLiteral>(
  manager: EntityManager,
  matching: SelectQueryBuilder<Row>,
  query: PlaceInList,
): Promise<RowsOfPage<Row>> {
  const rows = await pageOf(matching, query).getMany();
  return { rows, total: query.page === null ? null : await count(manager, matching) };
}

function pageOf<Row extends ObjectLiteral>(
  matching: SelectQueryBuilder<Row>,
  { limit, offset, cursor, sort }: PlaceInList,
): SelectQueryBuilder<Row> {
  const { alias } = matching;
  const [after, order] = sort.direction === 'asc' ? (['>', 'ASC'] as const) : (['<', 'DESC'] as const);
  const page = matching.clone().orderBy(`${alias}.createdAt`, order).addOrderBy(`${alias}.id`, order);
  if (cursor !== null) {
    // A comparison of rows, so that the index is entered at the place itself.
    const place = { place: cursor.value, placeId: cursor.id };
    page.andWhere(`(${alias}.createdAt, ${alias}.id) ${after} (:place, :placeId)`, place);
  }
  return page.offset(offset).limit(limit + 1);
}

/** Stops one beyond what is reported, so that a big account costs no more than that. */
async function count<Row extends ObjectLiteral>(
  manager: EntityManager,
  matching: SelectQueryBuilder<Row>,
): Promise<number> {
  const counted = matching
    .clone()
    .select('1')
    .limit(MAX_COUNTED + 1);
  const row = await manager
    .createQueryBuilder()
    .select('count(*)::int', 'total')
    .from(`(${counted.getQuery()})`, 'counted')
    .setParameters(counted.getParameters())
    .getRawOne<{ total: number }>();
  return row?.total ?? 0;
}
