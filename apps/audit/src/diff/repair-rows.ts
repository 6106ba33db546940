import type { Position } from '@latchkey/event-store';
import { inTransaction, type Pool, type PoolClient } from '@latchkey/postgres';
import { rowAsJson } from './read-model';
import { idColumn, type Row, rowText, TABLES, type TableName } from './read-model-row';

export interface RepairRequest {
  readonly pool: Pool;
  readonly rows: readonly { readonly table: TableName; readonly id: string }[];
  /** Brings what is expected up to the position at which the read model is held, and answers it. */
  readonly expectedAt: (position: Position | null) => Promise<(table: TableName, id: string) => Row | undefined>;
}

/** So many rows at once: the projector waits meanwhile. */
const ROWS_AT_ONCE = 200;

/**
 * Puts right what differs, under the lock that the projector takes for each batch: it goes on behind. Each row is looked at
 * anew then, and written only if it still differs. Nobody who reads sees anything but a row before and after. Answers how many
 * were written.
 */
export async function repairRows({ pool, rows, expectedAt }: RepairRequest): Promise<number> {
  let written = 0;
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    written += await inTransaction(pool, async (client) => {
      const expected = await expectedAt(await lockedCheckpoint(client));
      let count = 0;
      for (const { table, id } of rows.slice(from, from + ROWS_AT_ONCE)) {
        if (await repairRow(client, table, id, expected(table, id))) count++;
      }
      return count;
    });
  }
  return written;
}

async function lockedCheckpoint(client: PoolClient): Promise<Position | null> {
  const { rows } = await client.query<{ position: Position | null }>(
    'SELECT position FROM key_management.read_model_checkpoint FOR UPDATE',
  );
  return rows[0]?.position ?? null;
}

async function repairRow(
  client: PoolClient,
  table: TableName,
  id: string,
  expected: Row | undefined,
): Promise<boolean> {
  const key = idColumn(table);
  const { rows } = await client.query<{ row: Row }>(
    `SELECT ${rowAsJson(table)} AS row FROM key_management.${table} AS t WHERE t.${key} = $1::uuid`,
    [id],
  );
  const stored = rows[0]?.row;
  if (expected === undefined) {
    if (stored) await client.query(`DELETE FROM key_management.${table} WHERE ${key} = $1::uuid`, [id]);
    return stored !== undefined;
  }
  if (stored && rowText(table, stored) === rowText(table, expected)) return false;
  await client.query(upsert(table), [JSON.stringify(expected)]);
  return true;
}

/** Whatever the version says: a row that was altered may claim to be a later one. */
function upsert(table: TableName): string {
  const columns = TABLES[table];
  const others = columns.filter((column) => column !== idColumn(table));
  return `INSERT INTO key_management.${table} (${columns.join(', ')})
    SELECT ${columns.map((column) => `r.${column}`).join(', ')}
    FROM jsonb_populate_record(NULL::key_management.${table}, $1::jsonb) AS r
    ON CONFLICT (${idColumn(table)}) DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}
