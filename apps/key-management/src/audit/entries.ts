import { MAX_COUNTED } from '@latchkey/platform-nest';
import type { Pool } from '@latchkey/postgres';
import { type Bind, statement } from '../keys/key-page/statement';
import { EVENT_TYPES, type OrdinalPlace } from './audit.list';
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

/** In the order of the log; `limit + 1` of them. */
export const findEntries = async (pool: Pool, asked: EntriesAsked, place: OrdinalPlace): Promise<EntryRow[]> => {
  const found = statement((bind) => {
    const { direction, after, limit, offset } = place;
    const begins = after === undefined ? '' : `AND e.ordinal ${direction === 'asc' ? '>' : '<'} ${bind(after)}`;
    const order = `ORDER BY e.ordinal ${direction}`;
    return `SELECT e.* FROM (
        ${source('e.*', asked, bind, (conditions) => `${conditions} ${begins} ${order} LIMIT ${bind(offset + limit + 1)}`)}
      ) AS e ${order} LIMIT ${bind(limit + 1)} OFFSET ${bind(offset)}`;
  });
  return (await pool.query<EntryRow>(prepared(found))).rows;
};

/** Up to one beyond what is counted. */
export const countEntries = async (pool: Pool, asked: EntriesAsked): Promise<number> => {
  const counted = statement((bind) => {
    const some = (conditions: string) => `${conditions} LIMIT ${bind(MAX_COUNTED + 1)}`;
    const found = `SELECT FROM (${source('', asked, bind, some)}) AS e LIMIT ${bind(MAX_COUNTED + 1)}`;
    return `SELECT count(*)::int AS total FROM (${found}) AS counted`;
  });
  return (await pool.query<{ total: number }>(prepared(counted))).rows[0]?.total ?? 0;
};

/** A key's events lie together; an account's lie together by type, and the first of each type are among them all. */
const source = (columns: string, asked: EntriesAsked, bind: Bind, some: (conditions: string) => string): string => {
  const { accountId, keyId, types } = asked;
  const ofAccount = `e.account_id = ${bind(accountId)} ${within(asked, bind)}`;
  if (keyId !== undefined)
    return `SELECT ${columns} FROM key_management.audit_entries AS e WHERE e.key_id = ${bind(keyId)} AND ${some(ofAccount)}`;
  return `SELECT ${columns} FROM (${typesOf(types, bind)}) AS t CROSS JOIN LATERAL (
    SELECT ${columns} FROM key_management.audit_entries AS e WHERE e.type = t.type COLLATE "C" AND ${some(ofAccount)}) AS e`;
};

/** Unless it is said which, those too that this version does not understand. */
const typesOf = (types: EntriesAsked['types'], bind: Bind): string =>
  types === undefined
    ? `SELECT unnest(${bind(EVENT_TYPES)}::text[]) AS type UNION
      SELECT x.type FROM key_management.audit_unreadable JOIN key_management.audit_entries AS x USING (ordinal)`
    : `SELECT unnest(${bind(types)}::text[]) AS type`;

const within = ({ actors, start, end }: EntriesAsked, bind: Bind): string =>
  [
    ...(start === undefined ? [] : [`AND e.ordinal > ${bind(start)}`]),
    ...(end === undefined ? [] : [`AND e.ordinal <= ${bind(end)}`]),
    ...(actors === undefined ? [] : [`AND e.actor = ANY (${bind(actors)}::text[])`]),
  ].join(' ');
