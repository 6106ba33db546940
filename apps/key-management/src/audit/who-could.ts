import type { Pool } from '@latchkey/postgres';
import {
  type AuditWish,
  type Edge,
  type KeyAsOf,
  type KeyDeed,
  keyAsOf,
  type Moment,
  rightSpans,
  type Span,
  withinLife,
} from '@latchkey/replay';
import { accountAt, loadAccountHistory, momentsOf, type Stretch } from './account-history';
import { type AuditedKeyRow, factsOf, scopeOf } from './audited-key.row';
import { findAuditedKeys } from './audited-keys';

/** A key that could, as it was at the end of the stretch, and when. */
export interface KeyThatCould {
  readonly key: KeyAsOf;
  readonly spans: readonly Span[];
}

export interface WhoCouldQuestion extends Stretch {
  readonly accountId: string;
  readonly wish: AuditWish;
  readonly direction: 'asc' | 'desc';
  /** The creation after which to go on. */
  readonly after?: number | undefined;
}

const BATCH = 1_000;

/**
 * Those that could at any moment of the stretch, in the order of their creation: of what a key's scope holds at all, what the
 * account let it do. Pulled, so that a page costs what it looks at.
 */
export async function* whoCould(pool: Pool, question: WhoCouldQuestion): AsyncIterable<KeyThatCould> {
  const { accountId, wish, start, end, direction } = question;
  const history = await loadAccountHistory(pool, accountId, { start, end }, wish);
  const moments = await momentsOf(pool, history, { start, end }, wish);
  const atTheEnd = accountAt(history, wish, end);
  const rights = rememberedRights(moments, wish);
  const asked = { accountId, end, livingAfter: start, wish };
  let after = question.after;
  for (;;) {
    const rows = await findAuditedKeys(pool, asked, { direction, after, limit: BATCH });
    for (const row of rows) {
      const facts = factsOf(row, end);
      const spans = withinLife(rights(row), {
        created: facts.created.ordinal <= start ? null : edgeOf(facts.created),
        revoked: facts.revoked && edgeOf(facts.revoked),
      });
      if (spans.length > 0) yield { key: keyAsOf(facts, atTheEnd), spans };
    }
    after = rows.length < BATCH ? undefined : rows.at(-1) && Number(rows.at(-1)?.created);
    if (after === undefined) return;
  }
}

/** Many keys share their scope. */
const rememberedRights = (moments: readonly Moment[], wish: AuditWish): ((row: AuditedKeyRow) => readonly Span[]) => {
  const known = new Map<string, readonly Span[]>();
  return (row) => {
    const scope = scopeOf(row);
    const name = JSON.stringify(scope);
    const spans = known.get(name) ?? rightSpans(scope, moments, wish);
    if (known.size < BATCH) known.set(name, spans);
    return spans;
  };
};

const edgeOf = ({ ordinal, effectiveAt }: KeyDeed): Edge => ({ ordinal, at: effectiveAt });
