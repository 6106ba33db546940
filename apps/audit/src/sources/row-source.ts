import { parseBigint } from '@latchkey/postgres';
import { rowLine, type SealedLog } from '@latchkey/seals';
import type { JsonObject } from '@latchkey/event-store';
import { auditPool } from './live-source';
import type { Batch, LogSource } from './log-source';
import { patiently } from './patiently';
import { createSealTables, inSchema, type SealPlace } from './seal-tables';
import logText from './sql/row-log.sql';
import pageText from './sql/row-page.sql';
import { createStatedReader, withStated } from './with-stated';

export type RowLogName = Exclude<SealedLog, 'events'>;

const PLACES: Readonly<Record<RowLogName, { schema: SealPlace['schema']; lines: string }>> = {
  accesses: { schema: 'commerce', lines: 'access_record_lines' },
  'user-actions': { schema: 'key_management', lines: 'user_action_lines' },
};

const PAGE = 1_000;
const GONE_AT_ONCE = 4_096;

interface RowLog {
  /** Null: nothing was ever hashed. */
  readonly log_id: string | null;
  readonly first: string;
  readonly last: string;
}

/**
 * One of the logs that are tables of rows. Rows may have gone after their time, the oldest first: then their leaf hashes
 * stand for them.
 */
export function openRowSource(databaseUrl: string, log: RowLogName): LogSource {
  const { schema, lines } = PLACES[log];
  const pool = auditPool(databaseUrl, 2);
  const sql = (text: string) => inSchema(text, schema).replaceAll('{{lines}}', lines);
  const look = async () => {
    const { rows } = await pool.query<RowLog>(sql(logText), [log]);
    const [found] = rows;
    return { logId: found?.log_id ?? '', first: parseBigint(found?.first ?? 0), last: parseBigint(found?.last ?? 0) };
  };
  let end: ReturnType<typeof look> | undefined;
  const fixed = () => (end ??= look());
  const tables = (logId: string) => createSealTables(pool, { schema, log, logId });

  async function* rowsFrom(after: number, last: number): AsyncGenerator<Batch> {
    const read = (from: number) =>
      patiently(() =>
        pool.query<{ ordinal: string; line: JsonObject & { ordinal: number } }>(sql(pageText), [from, last, PAGE]),
      );
    for (let from = after; ;) {
      const { rows } = await read(from);
      const through = rows.at(-1);
      if (!through) return;
      from = parseBigint(through.ordinal);
      yield { entries: rows.map(({ ordinal, line }) => ({ ordinal: parseBigint(ordinal), line: rowLine(line) })) };
    }
  }

  return {
    kind: 'live',
    async identity() {
      const { logId, last } = await fixed();
      return { log, logId, store: 'postgres', total: last };
    },
    async *batches() {
      const { logId, first, last } = await fixed();
      const reader = createStatedReader(tables(logId));
      const gone = Math.max(0, first - 1);
      for (let left = gone; left > 0; left -= GONE_AT_ONCE) {
        const hashes = await reader.take(Math.min(left, GONE_AT_ONCE));
        if (hashes.length > 0) yield { entries: [], gone: hashes };
      }
      yield* withStated(rowsFrom(gone, last), reader);
    },
    async seals() {
      const { logId } = await look();
      if (logId === '')
        return { seals: async function* () {}, publicKeys: [], absent: 'nothing of it was ever sealed' };
      return tables(logId).seals();
    },
    close: () => pool.end(),
  };
}

export function rowLogNamed(name: string): RowLogName | undefined {
  return Object.keys(PLACES).find((each): each is RowLogName => each === name);
}
