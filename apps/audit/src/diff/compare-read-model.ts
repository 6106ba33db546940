import type { Position } from '@latchkey/event-store';
import type { Pool } from '@latchkey/postgres';
import type { LogReader } from './log-reader';
import { readSnapshot } from './read-model';
import { repairRows } from './repair-rows';
import { createRowTables, type Difference, type RowTables } from './row-tables';

export interface Comparison {
  /** What the rows stand for; null: nothing is applied yet. */
  readonly position: Position | null;
  /** That there should be. */
  readonly rows: number;
  readonly differences: readonly Difference[];
}

export interface CompareOptions {
  readonly pool: Pool;
  readonly reader: LogReader;
  readonly onProgress?: (events: number) => void;
}

/** Compares every row of one moment with a replay of the log to that moment's position. */
export async function compareReadModel<T>(
  options: CompareOptions,
  then: (comparison: Comparison, tables: RowTables) => Promise<T>,
): Promise<T> {
  const tables = createRowTables();
  try {
    const { position } = await readSnapshot(options.pool, tables.keepStored);
    await advance(options, tables, position);
    return await then({ position, rows: tables.count(), differences: [...tables.differences()] }, tables);
  } finally {
    tables.close();
  }
}

/** Repairs what a comparison has found; answers how many rows were written. */
export async function repairReadModel(options: CompareOptions, found: Comparison, tables: RowTables): Promise<number> {
  return repairRows({
    pool: options.pool,
    rows: found.differences,
    expectedAt: async (position) => {
      await advance(options, tables, position);
      return tables.expected;
    },
  });
}

async function advance(
  { reader, onProgress }: CompareOptions,
  tables: RowTables,
  position: Position | null,
): Promise<void> {
  if (position === null) return;
  let count = 0;
  await reader.readTo(position, (events) => {
    tables.apply(events);
    onProgress?.((count += events.length));
  });
}
