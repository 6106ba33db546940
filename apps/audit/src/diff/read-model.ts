import type { Position } from '@latchkey/event-store';
import { createPool, type Pool, type PoolClient } from '@latchkey/postgres';
import { idColumn, type Row, TABLE_NAMES, TABLES, type TableName } from './read-model-row';

export interface Snapshot {
  /** Null: nothing is applied, and everything is about to be. */
  readonly position: Position | null;
}

/** For long transactions, with patience for the lock of a projector that is at work. */
export const readModelPool = (connectionString: string): Pool =>
  createPool({
    ...{ connectionString, applicationName: 'latchkey-audit', max: 1 },
    ...{ statementTimeoutMs: 60_000, lockTimeoutMs: 30_000, idleInTransactionTimeoutMs: 0 },
  });

const PAGE = 2_000;

/** All rows as of one moment, table by table, and the position that they stand for. */
export async function readSnapshot(
  pool: Pool,
  onRows: (table: TableName, rows: readonly { readonly id: string; readonly row: Row }[]) => void,
): Promise<Snapshot> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const position = await checkpointIn(client);
    for (const table of TABLE_NAMES) {
      for (let after: string | null = null; ;) {
        const rows: readonly Row[] = await page(client, table, after);
        onRows(
          table,
          rows.map((row) => ({ id: String(row[idColumn(table)]), row })),
        );
        const last = rows.at(-1);
        if (rows.length < PAGE || !last) break;
        after = String(last[idColumn(table)]);
      }
    }
    await client.query('COMMIT');
    return { position };
  } finally {
    client.release(true);
  }
}

async function checkpointIn(client: PoolClient): Promise<Position | null> {
  const { rows } = await client.query<{ position: Position | null }>(
    'SELECT position FROM key_management.read_model_checkpoint',
  );
  return rows[0]?.position ?? null;
}

async function page(client: PoolClient, table: TableName, after: string | null): Promise<readonly Row[]> {
  const id = idColumn(table);
  const { rows } = await client.query<{ row: Row }>(
    `SELECT ${rowAsJson(table)} AS row FROM key_management.${table} AS t
     WHERE $1::uuid IS NULL OR t.${id} > $1::uuid ORDER BY t.${id} LIMIT ${PAGE}`,
    [after],
  );
  return rows.map(({ row }) => row);
}

/** Times to the microsecond: one that is off by less than a millisecond was altered as well. */
export const rowAsJson = (table: TableName): string =>
  `jsonb_build_object(${TABLES[table].map((column) => `'${column}', ${expression(column)}`).join(', ')})`;

const expression = (column: string): string =>
  column.endsWith('_at') ? `to_char(t.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : `t.${column}`;
