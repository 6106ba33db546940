import { parseBigint, type Pool } from '@latchkey/postgres';
import {
  type AuditedAccount,
  type AuditWish,
  type Edge,
  type KeyDeed,
  type Moment,
  rightSpans,
  type Span,
  withinLife,
} from '@latchkey/replay';
import { accountAt, loadAccountHistory, momentsOf, type Stretch } from './account-history';
import { lifeOf, scopeOf, type UnlabelledKeyRow } from './audited-key.row';
import { findAuditedKeys } from './audited-keys';

/** A key that could, and when. */
export interface KeyThatCould {
  readonly row: UnlabelledKeyRow;
  readonly spans: readonly Span[];
}

export interface WhoCould {
  /** In the order of their creation. Pulled, so that a page costs what it looks at. */
  readonly keys: AsyncIterable<KeyThatCould>;
  /** The account at the end of the stretch; null: not open yet. */
  readonly account: AuditedAccount | null;
}

export interface WhoCouldQuestion extends Stretch {
  readonly accountId: string;
  readonly wish: AuditWish;
  readonly direction: 'asc' | 'desc';
  /** The creation after which to go on. */
  readonly after?: number | undefined;
}

const BATCH = 1_000;

/** Those that could at any moment of the stretch: of what a key's scope holds at all, what the account let it do. */
export const whoCould = async (pool: Pool, question: WhoCouldQuestion): Promise<WhoCould> => {
  const { accountId, wish, start, end } = question;
  const history = await loadAccountHistory(pool, accountId, { start, end }, wish);
  const moments = await momentsOf(pool, history, { start, end }, wish);
  return { keys: keysThatCould(pool, question, moments), account: accountAt(history, wish, end) };
};

async function* keysThatCould(
  pool: Pool,
  { accountId, wish, start, end, direction, after: first }: WhoCouldQuestion,
  moments: readonly Moment[],
): AsyncIterable<KeyThatCould> {
  const rights = rememberedRights(moments, wish);
  const asked = { accountId, end, livingAfter: start, wish };
  let after = first;
  for (;;) {
    const rows = await findAuditedKeys(pool, asked, { direction, after, limit: BATCH });
    for (const row of rows) {
      const { created, revoked } = lifeOf(row, end);
      const life = { created: created.ordinal <= start ? null : edgeOf(created), revoked: revoked && edgeOf(revoked) };
      const spans = withinLife(rights(row), life);
      if (spans.length > 0) yield { row, spans };
    }
    const last = rows.length < BATCH ? undefined : rows.at(-1);
    if (last === undefined) return;
    after = parseBigint(last.created);
  }
}

/** Many keys share their scope. */
const rememberedRights = (
  moments: readonly Moment[],
  wish: AuditWish,
): ((row: UnlabelledKeyRow) => readonly Span[]) => {
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
