import { MAX_COUNTED } from '@latchkey/platform-nest';
import { beyondCursor, inOrder, orderOf, type Place } from './key-order';
import { KEY_COLUMNS } from './key-row';
import type { KeySearch } from './key-search';
import { keyTerms } from './key-terms';
import { matchesLabel, matchesMerchants } from './matches';
import { type Bind, type Statement, statement } from './statement';

/*
 * Statements that find what matches by its terms, in no order: for what is rare. `by` is the part of the search whose terms
 * are used; the rest of it is looked at row by row.
 */

/** A page of what is found, sorted. Each row has the `total` of it; the only row of an empty page has nothing else. */
export const findPage = (search: KeySearch, place: Place, by: KeySearch): Statement =>
  statement((bind) => {
    const { ofKey } = orderOf(place);
    const uses = 'JOIN key_management.api_key_uses AS u ON u.key_id';
    const page = `SELECT k.id, ${ofKey} AS value FROM found AS k ${place.sort.by === 'last_used_at' ? `${uses} = k.id` : ''}
      WHERE ${beyondCursor(place, ofKey, 'k.id', bind)}
      ${inOrder(place, ofKey, 'k.id')} LIMIT ${bind(place.limit + 1)} OFFSET ${bind(place.offset)}`;
    return `WITH found AS MATERIALIZED (SELECT found.* FROM ${foundBy(by, search, bind)}),
        page AS MATERIALIZED (${page})
      SELECT (SELECT count(*)::int FROM found) AS total, ${KEY_COLUMNS}
      FROM (VALUES (true)) AS always LEFT JOIN page ON true
      LEFT JOIN key_management.api_keys AS k ON k.id = page.id
      LEFT ${uses} = page.id
      ${inOrder(place, 'page.value', 'page.id')}`;
  });

/** `{total}`: how many are found, up to one beyond what is counted. */
export const findCount = (search: KeySearch, by: KeySearch): Statement =>
  statement(
    (bind) =>
      `SELECT count(*)::int AS total FROM (SELECT FROM ${foundBy(by, search, bind)} LIMIT ${bind(MAX_COUNTED + 1)}) AS counted`,
  );

/**
 * One status after the other: what is counted may need one of them alone. `OFFSET 0` leaves the terms alone with the table,
 * where only their index is cheap: beside other conditions the planner would rather read all rows than look up what it cannot
 * estimate.
 */
const foundBy = (by: KeySearch, search: KeySearch, bind: Bind): string =>
  `unnest(${bind(keyTerms(by))}::text[]) AS status (terms)
  CROSS JOIN LATERAL (
    SELECT entry.id, entry.created_at, entry.label_folded FROM (
      SELECT k.id, k.account_id, k.created_at, k.label_folded, k.merchant_ids FROM key_management.api_keys AS k
      WHERE key_management.key_terms(k.account_id, k.revoked, k.label_folded, k.merchant_ids) @@ status.terms::tsquery OFFSET 0
    ) AS entry
    WHERE entry.account_id = ${bind(search.accountId)}
      AND ${matchesLabel('entry.label_folded', search, bind)} AND ${matchesMerchants('entry.merchant_ids', search, bind)}
  ) AS found`;
