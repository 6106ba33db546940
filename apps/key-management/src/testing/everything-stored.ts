import type { Pool } from '@latchkey/postgres';

/** Every value of every table of ours, `bytea` as the bytes that it is. For tests that look for what must not be there. */
export const everythingStored = async (pool: Pool): Promise<Buffer> => {
  const { rows: columns } = await pool.query<{ schema: string; relation: string; name: string; type: string }>(
    `SELECT table_schema AS schema, table_name AS relation, column_name AS name, data_type AS type
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: Buffer[] = [];
  for (const { schema, relation, name, type } of columns) {
    const value = type === 'bytea' ? `"${name}"` : `convert_to("${name}"::text, 'UTF8')`;
    const { rows } = await pool.query<{ value: Buffer | null }>(
      `SELECT ${value} AS value FROM "${schema}"."${relation}"`,
    );
    for (const row of rows) if (row.value) found.push(row.value, Buffer.from('\n'));
  }
  return Buffer.concat(found);
};
