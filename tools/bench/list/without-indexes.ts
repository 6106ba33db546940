import type { Pool } from '@latchkey/postgres';

/** Indexes are made faster in one go than row by row. They are made again as they were, whatever migrations made them. */
export async function withoutIndexes(pool: Pool, tables: readonly string[], fill: () => Promise<void>): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = ANY($1::regclass[]) AND NOT indisprimary`,
    [tables],
  );
  await pool.query("SET maintenance_work_mem = '256MB'");
  for (const { name } of rows) await pool.query(`DROP INDEX ${name}`);
  await fill();
  for (const { definition } of rows) await pool.query(definition);
}
