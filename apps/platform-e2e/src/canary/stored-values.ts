import { createPool } from '@latchkey/postgres';

export interface StoredValue {
  /** `schema.table.column` */
  readonly place: string;
  readonly bytes: Buffer;
}

/** Every value of every table of every schema but the system's: as text, and what is bytes also as bytes. */
export async function storedValues(databaseUrl: string): Promise<StoredValue[]> {
  const pool = createPool({ connectionString: databaseUrl, applicationName: 'canary', max: 1 });
  try {
    const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
      `select format('%I.%I', table_schema, table_name) as table, column_name as column, data_type as type
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const values: StoredValue[] = [];
    for (const { table, column, type } of columns) {
      const place = `${table}.${column}`;
      const read = async (expression: string) => {
        const { rows } = await pool.query<{ value: Buffer | string | null }>(
          `select ${expression} as value from ${table}`,
        );
        for (const { value } of rows) if (value !== null) values.push({ place, bytes: Buffer.from(value as string) });
      };
      await read(`"${column}"::text`);
      if (type === 'bytea') await read(`"${column}"`);
    }
    return values;
  } finally {
    await pool.end();
  }
}
