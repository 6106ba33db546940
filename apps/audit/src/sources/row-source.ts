import { HASH_BYTES } from '@latchkey/seals';
import { auditPool } from './live-source';
import type { Batch, LogSource } from './log-source';
import { createRowTables, type RowLog, ROWS_AT_ONCE, type RowTables, SCHEMAS } from './row-tables';
import { createSealTables } from './seal-tables';
import { createStatedReader, HASHES_AT_ONCE, type StatedReader } from './with-stated';

/** One of the logs that are tables of rows, of which retention may take the first. */
export function openRowSource(databaseUrl: string, log: RowLog): LogSource {
  const pool = auditPool(databaseUrl, 2);
  const tables = createRowTables(pool, log);
  let named: Promise<string> | undefined;
  const logId = () => (named ??= tables.logId());
  let looked: Promise<number | undefined> | undefined;
  // Not asked with the name, so that whoever reads seals first has none that is ahead of the end.
  const head = () => (looked ??= tables.head());
  const seals = async () => createSealTables(pool, { schema: SCHEMAS[log], log, logId: await logId() });

  return {
    kind: 'live',
    async identity() {
      return { log, logId: await logId(), store: 'postgres', total: await head() };
    },
    async *batches(onFault, { after, stated = false } = {}) {
      const kept = createStatedReader(await seals());
      yield* rowsOf(tables, { logId: await logId(), head: await head() }, after?.ordinal ?? 0, kept);
      if (!stated) return;
      for (let rest = await kept.take(HASHES_AT_ONCE); rest.length > 0; rest = await kept.take(HASHES_AT_ONCE)) {
        yield { entries: [], stated: rest };
      }
      const row = await tables.unnumbered();
      const message = `row ${row} of key_management.user_actions has no ordinal: it was put in past the numbering`;
      if (row !== undefined) onFault({ kind: 'malformed', message });
    },
    async seals() {
      if ((await logId()) === '')
        return { seals: async function* () {}, publicKeys: [], absent: 'this log was never sealed' };
      return (await seals()).seals();
    },
    close: () => pool.end(),
  };
}

/** Exported for its test: what happens between two pages. */
export async function* rowsOf(
  tables: Pick<RowTables, 'page' | 'least'>,
  { logId, head }: { readonly logId: string; readonly head: number | undefined },
  after: number,
  kept: StatedReader,
): AsyncGenerator<Batch> {
  if (head === undefined) return yield* gone(after, Infinity, kept);
  for (let last = after, from: number = after === 0 ? Number.MIN_SAFE_INTEGER : after; ;) {
    const page = await tables.page(logId, from, head);
    const entries = from === last && page[0]?.ordinal === last ? page.slice(1) : page;
    const [next] = entries;
    if (next ? next.ordinal > last + 1 : last < head) {
      // Retention may have come by since: what is behind the least one that there is now is missing.
      const through = Math.min((await tables.least()) ?? Infinity, next?.ordinal ?? head + 1) - 1;
      const before = next && through < next.ordinal - 1;
      if (through > last && !before) yield* gone(last, through, kept);
    }
    if (entries.length > 0) yield { entries, stated: await kept.take(entries.length) };
    const end = page.at(-1)?.ordinal ?? from;
    if (page.length < ROWS_AT_ONCE || end === from) return;
    last = from = end;
  }
}

async function* gone(after: number, through: number, kept: StatedReader): AsyncGenerator<Batch> {
  for (let at = after; at < through;) {
    const hashes = await kept.take(Math.min(HASHES_AT_ONCE, through - at));
    if (hashes.length === 0) return;
    at += hashes.length / HASH_BYTES;
    yield { entries: [], gone: hashes };
  }
}
