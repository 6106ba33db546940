import { MAX_COUNTED } from '@latchkey/platform-nest';
import { beyondCursor, inOrder, orderOf, type Place } from './key-order';
import { KEY_COLUMNS, type KeyRow } from './key-row';
import type { KeySearch } from './key-search';
import { matchesLabel, matchesMerchants } from './matches';
import { type Bind, type Statement, statement } from './statement';

/*
 * Statements that walk along an index and pass over what does not match. For each status apart, then merged: it stands before
 * the order in the indexes. `OFFSET 0` keeps conditions out of a walk, for which the planner might else leave its index.
 */

/** A row of a page, with how many were met of the status of which the fewest were, up to the end of the page. */
export type WalkedRow = KeyRow & { readonly fewest: number };

/** A page. `bound`: how many entries of each status are looked at; it is the right page only if enough of each were met. */
export const walkPage = (search: KeySearch, place: Place, bound?: number): Statement =>
  statement((bind) => {
    const { table, id, value, merchantIds } = orderOf(place);
    // The row is read for its merchants: of every entry, or only where the label, which the index has, is the right one.
    const reads = search.label === undefined && search.merchantIds !== undefined;
    const ofEntry = reads ? 'entry.merchant_ids' : MERCHANTS_OF_ENTRY;
    const entries = `SELECT ${id} AS id, ${value} AS value, o.label_folded ${reads ? `, ${merchantIds} AS merchant_ids` : ''}
      FROM ${table}
      WHERE o.account_id = ${bind(search.accountId)} AND o.revoked = status.revoked
        AND ${beyondCursor(place, value, id, bind)}
      ${inOrder(place, value, id)} ${limit(bound, bind)} OFFSET 0`;
    const statuses = `unnest(${bind(search.revoked)}::boolean[]) AS status (revoked)`;
    return `WITH met AS MATERIALIZED (
        SELECT status.revoked, found.id, found.value FROM ${statuses}
        CROSS JOIN LATERAL (
          SELECT entry.id, entry.value FROM (${entries}) AS entry
          WHERE ${matchesLabel('entry.label_folded', search, bind)} AND ${matchesMerchants(ofEntry, search, bind)}
          LIMIT ${bind(place.offset + place.limit + 1)}
        ) AS found
      ), page AS MATERIALIZED (
        SELECT met.id, met.value FROM met
        ${inOrder(place, 'met.value', 'met.id')} LIMIT ${bind(place.limit + 1)} OFFSET ${bind(place.offset)}
      ), fewest AS MATERIALIZED (
        SELECT min(number)::int AS fewest FROM (
          SELECT count(met.id) AS number FROM ${statuses} LEFT JOIN met ON met.revoked = status.revoked GROUP BY status.revoked
        ) AS by_status
      )
      SELECT ${KEY_COLUMNS}, fewest.fewest FROM page CROSS JOIN fewest
      JOIN key_management.api_keys AS k ON k.id = page.id
      JOIN key_management.api_key_uses AS u ON u.key_id = page.id
      ${inOrder(place, 'page.value', 'page.id')}`;
  });

/** Not a join, which might change the order of the walk. */
const MERCHANTS_OF_ENTRY = '(SELECT k.merchant_ids FROM key_management.api_keys AS k WHERE k.id = entry.id)';

/**
 * `{total}`: how many match, up to one beyond what is counted; with a `bound` it may be fewer. Along the ids, which are
 * random: what is common is met evenly. If rows have to be read, then along their age, as that is how they lie.
 */
export const walkCount = (search: KeySearch, bound?: number): Statement =>
  statement((bind) => {
    const order = search.merchantIds === undefined ? 'k.id' : 'k.created_at DESC, k.id DESC';
    return `SELECT count(*)::int AS total FROM (
        SELECT FROM ${entriesOf(search, bind, order, bound)} WHERE ${matchesEntry(search, bind)} LIMIT ${bind(MAX_COUNTED + 1)}
      ) AS counted`;
  });

export interface Sample {
  /** `size` of each status, or all there are. */
  readonly seen: number;
  readonly matched: number;
  /** By their label alone. */
  readonly labelled: number;
}

export const sample = (search: KeySearch, size: number): Statement =>
  statement(
    (bind) => `SELECT count(*)::int AS seen, (count(*) FILTER (WHERE ${matchesEntry(search, bind)}))::int AS matched,
      (count(*) FILTER (WHERE ${matchesLabel('entry.label_folded', search, bind)}))::int AS labelled
      FROM ${entriesOf(search, bind, 'k.id', size)}`,
  );

const entriesOf = (search: KeySearch, bind: Bind, order: string, bound: number | undefined): string =>
  `unnest(${bind(search.revoked)}::boolean[]) AS status (revoked)
  CROSS JOIN LATERAL (
    SELECT k.label_folded ${search.merchantIds ? ', k.merchant_ids' : ''} FROM key_management.api_keys AS k
    WHERE k.account_id = ${bind(search.accountId)} AND k.revoked = status.revoked
    ORDER BY ${order} ${limit(bound, bind)} OFFSET 0
  ) AS entry`;

const matchesEntry = (search: KeySearch, bind: Bind): string =>
  `${matchesLabel('entry.label_folded', search, bind)} AND ${matchesMerchants('entry.merchant_ids', search, bind)}`;

const limit = (bound: number | undefined, bind: Bind): string => (bound === undefined ? '' : `LIMIT ${bind(bound)}`);
