import { MAX_COUNTED } from '@latchkey/platform-nest';
import type { Pool } from '@latchkey/postgres';
import { type Bind, statement } from '../keys/key-page/statement';
import type { OrdinalPlace } from './audit.list';
import type { EntryRow } from './entry.row';
import { prepared } from './prepared';

/** Which events of an account. */
export interface EntriesAsked {
  readonly accountId: string;
  readonly keyId?: string;
  readonly types?: readonly string[] | undefined;
  readonly actors?: readonly string[] | undefined;
  /** After this ordinal, through that one. */
  readonly start?: number;
  readonly end?: number;
}

/**
 * In the order of the log; `limit + 1` of them. Their ordinals are found first, which an index alone tells: whoever is asked
 * for whole rows in order may look through the log backwards for those of an account that has been quiet for long.
 */
export const findEntries = async (pool: Pool, asked: EntriesAsked, place: OrdinalPlace): Promise<EntryRow[]> => {
  const found = statement((bind) => {
    const { direction, after, limit, offset } = place;
    const begins = after === undefined ? '' : `AND e.ordinal ${direction === 'asc' ? '>' : '<'} ${bind(after)}`;
    const some = (conditions: string) =>
      `${conditions} ${begins} ORDER BY e.ordinal ${direction} LIMIT ${bind(offset + limit + 1)}`;
    const page = `SELECT o.ordinal FROM (${ordinals(asked, bind, some)}) AS o
      ORDER BY o.ordinal ${direction} LIMIT ${bind(limit + 1)} OFFSET ${bind(offset)}`;
    return `SELECT e.* FROM (${page}) AS page JOIN key_management.audit_entries AS e USING (ordinal)
      ORDER BY e.ordinal ${direction}`;
  });
  return (await pool.query<EntryRow>(prepared(found))).rows;
};

/** Up to one beyond what is counted. */
export const countEntries = async (pool: Pool, asked: EntriesAsked): Promise<number> => {
  const counted = statement((bind) => {
    const some = (conditions: string) => `${conditions} LIMIT ${bind(MAX_COUNTED + 1)}`;
    const found = `SELECT FROM (${ordinals(asked, bind, some)}) AS e LIMIT ${bind(MAX_COUNTED + 1)}`;
    return `SELECT count(*)::int AS total FROM (${found}) AS counted`;
  });
  return (await pool.query<{ total: number }>(prepared(counted))).rows[0]?.total ?? 0;
};

/** A key's events lie together in an index, so do an account's, and those of one type: the first of each are among them all. */
const ordinals = (asked: EntriesAsked, bind: Bind, some: (conditions: string) => string): string => {
  const { accountId, keyId, types } = asked;
  const entries = 'SELECT e.ordinal FROM key_management.audit_entries AS e WHERE';
  const ofAccount = `e.account_id = ${bind(accountId)} ${within(asked, bind)}`;
  if (keyId !== undefined) return `${entries} e.key_id = ${bind(keyId)} AND ${some(ofAccount)}`;
  if (types === undefined) return `${entries} ${some(ofAccount)}`;
  return `SELECT e.ordinal FROM unnest(${bind(types)}::text[]) AS t (type)
    CROSS JOIN LATERAL (${entries} e.type = t.type COLLATE "C" AND ${some(ofAccount)}) AS e`;
};

const within = ({ actors, start, end }: EntriesAsked, bind: Bind): string =>
  [
    ...(start === undefined ? [] : [`AND e.ordinal > ${bind(start)}`]),
    ...(end === undefined ? [] : [`AND e.ordinal <= ${bind(end)}`]),
    ...(actors === undefined ? [] : [`AND e.actor = ANY (${bind(actors)}::text[])`]),
  ].join(' ');
