import { formatPosition } from '@latchkey/event-store';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { publicLine } from '@latchkey/seals';
import { patiently } from './patiently';
import type { Batch, Entry } from './log-source';
import identityText from './sql/log-identity.sql';
import pageText from './sql/log-page.sql';

const PAGE = 1_024;

type Row = [
  position: string,
  stream: string,
  version: number,
  id: string,
  type: string,
  dataBytes: Uint8Array,
  metadataBytes: Uint8Array,
];

export interface PostgresLog {
  identity(): Promise<{ readonly logId: string; readonly head: number }>;
  /** The events from behind `after` (0: the first) through `head`, as their bytes are. */
  batches(log: { readonly logId: string; readonly head: number }, after: number): AsyncGenerator<Batch>;
}

/**
 * The log as its table has it, read without the adapter, which trusts what it finds. Positions are ordinals: one that is
 * missing shows as a gap.
 */
export const createPostgresLog = (pool: Pool): PostgresLog => ({
  async identity() {
    const { rows } = await pool.query<{ log_id: string; head: string }>(identityText);
    return { logId: rows[0]?.log_id ?? '', head: parseBigint(rows[0]?.head ?? '0') };
  },
  async *batches({ logId, head }, after) {
    const read = (from: number) =>
      patiently(() =>
        pool.query<Row>({ name: 'audit-log-page', text: pageText, values: [from, head, PAGE], rowMode: 'array' }),
      );
    let ahead = read(after);
    for (;;) {
      const { rows } = await ahead;
      const last = rows.at(-1);
      if (last === undefined) return;
      const through = parseBigint(last[0]);
      // The next page is on its way while this one is used.
      ahead = read(through);
      ahead.catch(() => undefined);
      yield { entries: rows.map((row) => entryOf(logId, row)) };
    }
  },
});

function entryOf(logId: string, [place, stream, version, id, type, dataBytes, metadataBytes]: Row): Entry {
  const ordinal = parseBigint(place);
  const line = publicLine(ordinal, { stream, version, id, type, dataBytes, metadataBytes });
  return { ordinal, line, position: formatPosition(logId, ordinal) };
}
