import { canonicalJson, formatPosition, type JsonObject } from '@latchkey/event-store';
import { parseBigint, type Pool } from '@latchkey/postgres';
import type { SealedLog } from '@latchkey/seals';
import type { Entry } from './log-source';
import { patiently } from './patiently';
import { inSchema, type SealPlace } from './seal-tables';
import headText from './sql/row-head.sql';
import identityText from './sql/row-log-id.sql';
import leastText from './sql/row-least.sql';
import pageText from './sql/row-page.sql';
import unnumberedText from './sql/unnumbered-user-action.sql';

export type RowLog = Exclude<SealedLog, 'events'>;

/** The rows of a log as they are sealed: each by its ordinal, its canonical JSON the leaf's input. */
export interface RowTables {
  /** Empty where nothing was ever hashed. */
  logId(): Promise<string>;
  /** The last row's ordinal; undefined: there is no row. */
  head(): Promise<number | undefined>;
  /** From this ordinal on, which itself may be gone, or there more than once. */
  page(logId: string, from: number, head: number): Promise<readonly Entry[]>;
  least(): Promise<number | undefined>;
  /** By a number of its own, a row that stands beside the ordinals. */
  unnumbered(): Promise<string | undefined>;
}

export const ROWS_AT_ONCE = 1_024;
/** The service that seals a log has all of it in its schema. */
export const SCHEMAS: Readonly<Record<RowLog, SealPlace['schema']>> = {
  accesses: 'commerce',
  'user-actions': 'key_management',
};
const LINES: Readonly<Record<RowLog, string>> = {
  accesses: 'access_record_lines',
  'user-actions': 'user_action_lines',
};

export const createRowTables = (pool: Pool, log: RowLog): RowTables => {
  const of = (sql: string): string => inSchema(sql, SCHEMAS[log]).replaceAll('{{lines}}', LINES[log]);
  return {
    async logId() {
      const { rows } = await pool.query<{ log_id: string | null }>(of(identityText), [log]);
      return rows[0]?.log_id ?? '';
    },
    async head() {
      return ordinalIn((await pool.query<{ ordinal: string }>(of(headText))).rows);
    },
    async page(logId, from, head) {
      const query = { name: 'audit-rows', text: of(pageText), values: [from, head, ROWS_AT_ONCE] };
      const { rows } = await patiently(() => pool.query<{ ordinal: string; line: JsonObject }>(query));
      return rows.map((row) => {
        const ordinal = parseBigint(row.ordinal);
        return { ordinal, line: canonicalJson(row.line), position: formatPosition(logId, ordinal) };
      });
    },
    async least() {
      return ordinalIn((await patiently(() => pool.query<{ ordinal: string }>(of(leastText)))).rows);
    },
    async unnumbered() {
      if (log !== 'user-actions') return undefined;
      return (await pool.query<{ ordinal: string }>(unnumberedText)).rows[0]?.ordinal;
    },
  };
};

const ordinalIn = ([row]: readonly { ordinal: string }[]): number | undefined => row && parseBigint(row.ordinal);
