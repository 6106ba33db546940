import { inTransaction } from '@latchkey/postgres';
import { appendLeaves, sealHead } from '@latchkey/sealer';
import { leafHash, rowLine } from '@latchkey/seals';
import { randomUUID } from 'node:crypto';
import type { RowLog } from '../sources/row-tables';
import { type AuditStage, setAuditStage } from './audit-stage';

export const ROWS = 60;
export const SEALED = [15, 30, 50];
/** So many of the first are older than any retention. */
export const OLD = 20;
/** When the seals were made: retention may have come by since. */
const SEALED_AT = new Date('2026-07-01T00:00:00.000Z');

/** What the tables of one log are, and what a superuser does to them. Statements leave the ordinals dense. */
interface Tables {
  readonly schema: 'commerce' | 'key_management';
  readonly view: string;
  readonly names: readonly string[];
  fill: string;
  change(ordinal: number): string;
  remove(ordinal: number): string;
  insert(ordinal: number): string;
  swap(one: number, other: number): string;
  retain: string;
}

export const TABLES: Readonly<Record<RowLog, Tables>> = {
  accesses: {
    ...{ schema: 'commerce', view: 'commerce.access_record_lines', names: ['commerce.access_records'] },
    fill: `SELECT commerce.append_access_records(jsonb_agg(jsonb_build_object(
        'id', gen_random_uuid(), 'at', now() - CASE WHEN n <= ${OLD} THEN interval '400 days' ELSE '1 day' END,
        'account_id', gen_random_uuid(), 'key_id', gen_random_uuid(), 'operation', 'tokens.read',
        'token_id', gen_random_uuid(), 'request_id', 'request ' || n) ORDER BY n)) FROM generate_series(1, ${ROWS}) AS n`,
    change: (n) => `UPDATE commerce.access_records SET key_id = gen_random_uuid() WHERE ordinal = ${n}`,
    remove: (n) =>
      `DELETE FROM commerce.access_records WHERE ordinal = ${n}; ${moved('commerce.access_records', n, -1)}`,
    insert: (n) => `${moved('commerce.access_records', n - 1, 1)};
      INSERT INTO commerce.access_records (ordinal, id, at, account_id, key_id, operation, token_id, request_id)
      SELECT ${n}, gen_random_uuid(), at, account_id, key_id, operation, token_id, request_id
      FROM commerce.access_records ORDER BY ordinal LIMIT 1`,
    swap: (n, m) => swapped('commerce.access_records', 'ordinal', n, m),
    retain: 'SELECT commerce.remove_old_access_records(90, 1000)',
  },
  'user-actions': {
    ...{ schema: 'key_management', view: 'key_management.user_action_lines' },
    names: ['key_management.user_actions', 'key_management.user_action_ordinals'],
    fill: `INSERT INTO key_management.user_actions (time, action, request_id)
      SELECT now() - CASE WHEN n <= ${OLD} THEN interval '400 days' ELSE '1 day' END, 'signed_in', 'request ' || n
      FROM generate_series(1, ${ROWS}) AS n`,
    change: (n) => `UPDATE key_management.user_actions SET action = 'signed_out' WHERE ordinal = ${actionOf(n)}`,
    remove: (n) => `DELETE FROM key_management.user_actions WHERE ordinal = ${actionOf(n)};
      DELETE FROM key_management.user_action_ordinals WHERE ordinal = ${n}; ${moved('key_management.user_action_ordinals', n, -1)}`,
    insert: (n) => `${moved('key_management.user_action_ordinals', n - 1, 1)};
      INSERT INTO key_management.user_actions (ordinal, time, action, request_id) OVERRIDING SYSTEM VALUE
      VALUES (1000, now(), 'signed_in', 'another');
      INSERT INTO key_management.user_action_ordinals VALUES (${n}, 1000)`,
    swap: (n, m) => swapped('key_management.user_action_ordinals', 'ordinal', n, m),
    retain: 'SELECT key_management.remove_old_user_actions(30, 1000)',
  },
};

const actionOf = (ordinal: number) =>
  `(SELECT action FROM key_management.user_action_ordinals WHERE ordinal = ${ordinal})`;
const moved = (table: string, behind: number, by: number) =>
  `UPDATE ${table} SET ordinal = ordinal + 1000 WHERE ordinal > ${behind};
   UPDATE ${table} SET ordinal = ordinal - 1000 + ${by} WHERE ordinal > 1000`;
const swapped = (table: string, column: string, one: number, other: number) =>
  `UPDATE ${table} SET ${column} = ${column} + 1000 WHERE ${column} IN (${one}, ${other});
   UPDATE ${table} SET ${column} = CASE ${column} WHEN ${one + 1000} THEN ${other} ELSE ${one} END WHERE ${column} > 1000`;

export type RowLogStage = AuditStage & Awaited<ReturnType<typeof sealed>>;

/** A log of rows, the last ones not sealed, in a real database, and who may do anything there. */
export const setRowLogStage = async (log: RowLog): Promise<RowLogStage> => {
  const stage = await setAuditStage({ sealAt: [] });
  return { ...stage, ...(await sealed(stage, log)) };
};

async function sealed({ owner, key }: AuditStage, log: RowLog) {
  const { schema, view, names, fill } = TABLES[log];
  const place = { schema, log, logId: randomUUID() } as const;
  const lines = async (): Promise<Uint8Array[]> => {
    const { rows } = await owner.query<{ line: { ordinal: number } }>(`SELECT line FROM ${view} ORDER BY ordinal`);
    return rows.map(({ line }) => rowLine(line));
  };
  await owner.query(fill);
  const all = await lines();
  for (const [index, size] of SEALED.entries()) {
    const from = SEALED[index - 1] ?? 0;
    await inTransaction(owner, async (client) => {
      await appendLeaves(client, place, from + 1, all.slice(from, size));
      await sealHead(client, place, { key, now: SEALED_AT });
    });
  }
  const tables = [...names, `${schema}.seals`, `${schema}.tree_tiles`];
  const copyOf = (table: string) => `untouched.${table.replace('.', '_')}`;
  await owner.query(
    `CREATE SCHEMA untouched; ${tables.map((table) => `CREATE TABLE ${copyOf(table)} AS TABLE ${table}`).join(';')}`,
  );
  const guarded = (what: string) => tables.map((table) => `ALTER TABLE ${table} ${what} TRIGGER USER;`).join('');
  const tamper = (sql: string) => owner.query(`${guarded('DISABLE')}${sql};${guarded('ENABLE')}`);
  return {
    /** As they are now. */
    rowLines: lines,
    original: all,
    /** With nothing in the way. */
    tamper,
    /** The leaf hashes that are kept, as of the rows that there are now. */
    rehash: async () => {
      const hashes = Buffer.concat((await lines()).map(leafHash)).toString('hex');
      await tamper(`UPDATE ${schema}.tree_tiles SET hashes = '\\x${hashes}' WHERE log = '${log}' AND level = 0`);
    },
    restore: () =>
      tamper(
        tables
          .map((table) => `DELETE FROM ${table}; INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE ${copyOf(table)}`)
          .join(';'),
      ),
  };
}
