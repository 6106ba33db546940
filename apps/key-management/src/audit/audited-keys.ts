import { isFeature } from '@latchkey/accounts-domain';
import { MAX_COUNTED } from '@latchkey/platform-nest';
import type { Pool } from '@latchkey/postgres';
import type { AuditWish } from '@latchkey/replay';
import { type Bind, statement } from '../keys/key-page/statement';
import type { AuditedKeyRow } from './audited-key.row';

/** Which keys of an account, at a place in the log. */
export interface KeysAsked {
  readonly accountId: string;
  /** Made by then, and shown as they were then. */
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
export const findAuditedKeys = async (pool: Pool, asked: KeysAsked, place: KeysPlace): Promise<AuditedKeyRow[]> => {
  const { direction, after, limit, offset = 0 } = place;
  const { text, values } = statement(
    // The label is that of the last event that is no revocation: nothing labels a key that is revoked.
    (bind) => `SELECT k.*, l.label
      FROM (
        SELECT * FROM key_management.audit_keys AS k WHERE ${matches(asked, bind)}
          ${after === undefined ? '' : `AND k.created ${direction === 'asc' ? '>' : '<'} ${bind(after)}`}
        ORDER BY k.account_id ${direction}, k.created ${direction} LIMIT ${bind(limit)} OFFSET ${bind(offset)}
      ) AS k
      CROSS JOIN LATERAL (
        SELECT convert_from(e.line, 'UTF8')::jsonb #>> '{data,label}' AS label FROM key_management.audit_entries AS e
        WHERE e.key_id = k.key_id AND e.ordinal <= ${bind(asked.end)} AND e.type <> 'KeyRevoked'
        ORDER BY e.ordinal DESC LIMIT 1
      ) AS l
      ORDER BY k.created ${direction}`,
  );
  return (await pool.query<AuditedKeyRow>(text, [...values])).rows;
};

/** Up to one beyond what is counted. */
export const countAuditedKeys = async (pool: Pool, asked: KeysAsked): Promise<number> => {
  const { text, values } = statement(
    (bind) =>
      `SELECT count(*)::int AS total FROM (
        SELECT FROM key_management.audit_keys AS k WHERE ${matches(asked, bind)} LIMIT ${bind(MAX_COUNTED + 1)}
      ) AS counted`,
  );
  return (await pool.query<{ total: number }>(text, [...values])).rows[0]?.total ?? 0;
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
