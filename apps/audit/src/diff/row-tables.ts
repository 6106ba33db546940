import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyToRows, type RowStore } from './expected-rows';
import { type Row, rowFromText, rowText, type TableName } from './read-model-row';
import type { PublicEvent } from '@latchkey/seals';

/** A row that is not what the log says. */
export interface Difference {
  readonly table: TableName;
  readonly id: string;
  /** Undefined: there should be none, or there is none. */
  readonly expected: Row | undefined;
  readonly stored: Row | undefined;
}

/** Expected and stored rows beside each other, in a file that is gone afterwards: their number has no limit. */
export interface RowTables {
  apply(events: readonly PublicEvent[]): void;
  expected(table: TableName, id: string): Row | undefined;
  keepStored(table: TableName, rows: readonly { readonly id: string; readonly row: Row }[]): void;
  differences(): Iterable<Difference>;
  count(): number;
  close(): void;
}

export function createRowTables(): RowTables {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-audit-'));
  const database = new DatabaseSync(join(directory, 'rows'));
  database.exec(`
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA locking_mode = EXCLUSIVE;
    CREATE TABLE expected (tbl TEXT, id TEXT, line TEXT, PRIMARY KEY (tbl, id)) WITHOUT ROWID;
    CREATE TABLE stored (tbl TEXT, id TEXT, line TEXT, PRIMARY KEY (tbl, id)) WITHOUT ROWID;
    BEGIN`);
  const find = database.prepare('SELECT line FROM expected WHERE tbl = ? AND id = ?');
  const put = database.prepare('INSERT OR REPLACE INTO expected VALUES (?, ?, ?)');
  const keep = database.prepare('INSERT INTO stored VALUES (?, ?, ?)');
  const counted = database.prepare('SELECT count(*) AS n FROM expected');
  const differing = database.prepare(`
    SELECT tbl, id, e.line AS expected, s.line AS stored FROM expected e FULL JOIN stored s USING (tbl, id)
    WHERE e.line IS NOT s.line ORDER BY tbl, id`);
  const rows: RowStore = {
    get: (table, id) => rowOf(table, find.get(table, id)?.['line']),
    put: (table, id, row) => void put.run(table, id, rowText(table, row)),
  };
  return {
    apply: (events) => events.forEach((event) => applyToRows(rows, event)),
    expected: rows.get,
    keepStored: (table, stored) => stored.forEach(({ id, row }) => keep.run(table, id, rowText(table, row))),
    *differences() {
      for (const found of differing.iterate()) {
        const table = found['tbl'] as TableName; // of those that were put in
        const [expected, stored] = [rowOf(table, found['expected']), rowOf(table, found['stored'])];
        yield { table, id: String(found['id']), expected, stored };
      }
    },
    count: () => Number(counted.get()?.['n']),
    close() {
      database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const rowOf = (table: TableName, line: unknown): Row | undefined =>
  typeof line === 'string' ? rowFromText(table, line) : undefined;
