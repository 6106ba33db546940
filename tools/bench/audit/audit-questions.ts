import type { Pool } from '@latchkey/postgres';

export interface Question {
  readonly name: string;
  readonly accountId: string;
  /** After `/audit/`. Each finds something. */
  readonly path: string;
}

interface KeyRow {
  readonly key_id: string;
  readonly account_id: string;
  readonly display: string;
  readonly after: Date;
}

/** So many about keys chosen at random, and a tenth as many about the account with a tenth of all events. */
export async function auditQuestions(pool: Pool, [big = '']: readonly string[], count: number): Promise<Question[]> {
  // Each key at a time between its creation and the end of the log.
  const { rows } = await pool.query<KeyRow>(
    `SELECT key_id, account_id, display, created_at + random() * ('2025-12-31'::timestamptz - created_at) AS after
     FROM key_management.audit_keys WHERE created_at < '2025-12-30' ORDER BY random() LIMIT $1`,
    [count],
  );
  const some = rows.slice(0, Math.ceil(count / 10));
  const time = ({ after }: KeyRow) => after.toISOString();
  const ask = (name: string, of: readonly KeyRow[], path: (row: KeyRow) => string, accountId?: string): Question[] =>
    of.map((row) => ({ name, accountId: accountId ?? row.account_id, path: path(row) }));
  return [
    ...ask('a key as of a time', rows, (row) => `as-of?at=${time(row)}&key_id=${row.key_id}`),
    ...ask('history of a key, by its id', rows, ({ key_id }) => `history?key=${key_id}`),
    ...ask('history of a key, by what it shows', some, ({ display }) => `history?key=${encodeURIComponent(display)}`),
    ...ask('a page of all keys as of a time, big account', some, (row) => `as-of?at=${time(row)}`, big),
    ...ask('who could, at a time, big account', some, (row) => `who-could?feature=tokens.read&at=${time(row)}`, big),
    ...ask('who could, in a month, big account', some, (row) => `who-could?feature=tokens.list&${month(row)}`, big),
    ...ask('timeline, first page, big account', some, () => 'timeline', big),
    ...ask('timeline of a month, big account', some, (row) => `timeline?${month(row)}`, big),
    ...ask('timeline of one type, big account', some, () => 'timeline?type=OperatingModelChanged', big),
  ];
}

const month = ({ after }: KeyRow): string => {
  const from = new Date(after.getTime() - 30 * 86_400_000);
  const first = new Date('2024-01-02T00:00:00.000Z');
  return `from=${(from > first ? from : first).toISOString()}&to=${after.toISOString()}`;
};
