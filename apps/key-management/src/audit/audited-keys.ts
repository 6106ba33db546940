import { isFeature } from '@latchkey/accounts-domain';
import { MAX_COUNTED } from '@latchkey/platform-nest';
import type { Pool } from '@latchkey/postgres';
import type { AuditWish } from '@latchkey/replay';
import { type Bind, statement } from '../keys/key-page/statement';
import type { AuditedKeyRow, UnlabelledKeyRow } from './audited-key.row';
import { prepared } from './prepared';
import findLabels from './sql/find-labels.sql';

/** Which keys of an account, at a place in the log. */
export interface KeysAsked {
  readonly accountId: string;
  /** Made by then. */
  readonly end: number;
  /** Not revoked by then. */
  readonly livingAfter?: number;
  readonly revokedBy?: number;
  readonly keyId?: string | undefined;
  /** Only those whose stored scope has what it takes: others cannot do it whatever the account is. */
  readonly wish?: AuditWish;
}

export interface KeysPlace {
  readonly direction: 'asc' | 'desc';
  /** The creation that the page comes after. */
  readonly after?: number | undefined;
  readonly limit: number;
  readonly offset?: number;
}

/** In the order of their creation. */
export const findAuditedKeys = async (pool: Pool, asked: KeysAsked, place: KeysPlace): Promise<UnlabelledKeyRow[]> => {
  const { direction, after, limit, offset = 0 } = place;
  const found = statement(
    (bind) => `SELECT * FROM key_management.audit_keys AS k WHERE ${matches(asked, bind)}
      ${after === undefined ? '' : `AND k.created ${direction === 'asc' ? '>' : '<'} ${bind(after)}`}
      ORDER BY k.account_id ${direction}, k.created ${direction} LIMIT ${bind(limit)} OFFSET ${bind(offset)}`,
  );
  return (await pool.query<UnlabelledKeyRow>(prepared(found))).rows;
};

/** The same rows with the labels that the keys had after the event of that ordinal. */
export const withLabels = async (
  pool: Pool,
  rows: readonly UnlabelledKeyRow[],
  ordinal: number,
): Promise<AuditedKeyRow[]> => {
  if (rows.length === 0) return [];
  const values = [rows.map(({ key_id }) => key_id), ordinal];
  const labels = await pool.query<{ key_id: string; label: string }>({
    name: 'audit_find_labels',
    text: findLabels,
    values,
  });
  const byKey = new Map(labels.rows.map(({ key_id, label }) => [key_id, label]));
  return rows.map((row) => ({ ...row, label: byKey.get(row.key_id) ?? '' }));
};

/** Up to one beyond what is counted. */
export const countAuditedKeys = async (pool: Pool, asked: KeysAsked): Promise<number> => {
  const counted = statement(
    (bind) =>
      `SELECT count(*)::int AS total FROM (
        SELECT FROM key_management.audit_keys AS k WHERE ${matches(asked, bind)} LIMIT ${bind(MAX_COUNTED + 1)}
      ) AS counted`,
  );
  return (await pool.query<{ total: number }>(prepared(counted))).rows[0]?.total ?? 0;
};

const matches = ({ accountId, end, livingAfter, revokedBy, keyId, wish }: KeysAsked, bind: Bind): string =>
  [
    `k.account_id = ${bind(accountId)}`,
    `k.created <= ${bind(end)}`,
    ...(livingAfter === undefined ? [] : [`(k.revoked IS NULL OR k.revoked > ${bind(livingAfter)})`]),
    ...(revokedBy === undefined ? [] : [`k.revoked <= ${bind(revokedBy)}`]),
    ...(keyId === undefined ? [] : [`k.key_id = ${bind(keyId)}`]),
    ...(wish === undefined ? [] : [`(k.features IS NULL OR ${scopeHas(wish, bind)})`]),
  ].join(' AND ');

const scopeHas = ({ operation, merchantId }: AuditWish, bind: Bind): string =>
  !isFeature(operation)
    ? 'false'
    : [
        `k.features @> ${bind([operation])}::text[]`,
        ...(merchantId === undefined ? [] : [`k.merchant_ids @> ${bind([merchantId])}::uuid[]`]),
      ].join(' AND ');
