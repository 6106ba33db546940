import { parseBigint, type Pool } from '@latchkey/postgres';
import recordedText from './sql/recorded-accesses.sql';

/** What a key did with cards, as commerce wrote it down. */
export interface RecordedAccesses {
  readonly operation: string;
  readonly merchant_id: string | null;
  /** Of a forward: where to. */
  readonly destination: string | null;
  readonly calls: number;
  /** Different ones that were named; of lists how many were shown, repeats counted. */
  readonly tokens: number;
  readonly listed: number;
  readonly first_at: string;
  readonly last_at: string;
}

interface Row {
  readonly operation: string;
  readonly merchant_id: string | null;
  readonly destination: string | null;
  readonly calls: string;
  readonly tokens: string;
  readonly listed: string;
  readonly first_at: Date;
  readonly last_at: Date;
}

export async function recordedAccesses(
  pool: Pool,
  keyId: string,
  window: { readonly from: string; readonly to: string },
): Promise<readonly RecordedAccesses[]> {
  const { rows } = await pool.query<Row>(recordedText, [keyId, window.from, window.to]);
  return rows.map((row) => ({
    ...row,
    calls: parseBigint(row.calls),
    tokens: parseBigint(row.tokens),
    listed: parseBigint(row.listed),
    first_at: row.first_at.toISOString(),
    last_at: row.last_at.toISOString(),
  }));
}
