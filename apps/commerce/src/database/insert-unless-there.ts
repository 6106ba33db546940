import type { EntityManager, EntitySchema, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';

/** False, and nothing is changed, if a row of the same key is there already. */
export async function insertUnlessThere<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntitySchema<Row>,
  row: Row & QueryDeepPartialEntity<Row>,
): Promise<boolean> {
  const insert = manager.createQueryBuilder().insert().into(entity).values(row).orIgnore();
  // PostgreSQL hands back one row for each that it inserted.
  const { raw } = await insert.returning('1').updateEntity(false).execute();
  return (raw as unknown[]).length === 1;
}
