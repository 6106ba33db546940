import type { Scope } from '@latchkey/keys-domain';
import type { AuditedAccount } from './audited-account';
import { type AuditWish, could } from './could';

/** The event with which something began or ended. `at`: its effective time. */
export interface Edge {
  readonly ordinal: number;
  readonly at: string;
}

/** A stretch of the log in which a key could do something. Null: since before the window began, until after its end. */
export interface Span {
  readonly from: Edge | null;
  readonly to: Edge | null;
}

/** What was true of an account from an event on, until the next one. The first of a window has no event. */
export interface Moment {
  readonly since: Edge | null;
  /** Null: not open yet. */
  readonly account: AuditedAccount | null;
}

/** Null: made before the window, not revoked within it. */
export interface KeyLife {
  readonly created: Edge | null;
  readonly revoked: Edge | null;
}

/** When a key with this scope could do it if it lived all the time. `moments`: in order, those that may matter. */
export function rightSpans(scope: Scope | null, moments: readonly Moment[], wish: AuditWish): Span[] {
  const spans: { from: Edge | null; to: Edge | null }[] = [];
  let open: { from: Edge | null; to: Edge | null } | undefined;
  for (const { since, account } of moments) {
    const may = could(scope, account, wish);
    if (may && open === undefined) spans.push((open = { from: since, to: null }));
    else if (!may && open !== undefined) {
      open.to = since;
      open = undefined;
    }
  }
  return spans;
}

/** Those of the spans that lie within the key's life. */
export function withinLife(spans: readonly Span[], { created, revoked }: KeyLife): Span[] {
  return spans.flatMap(({ from, to }) => {
    const clipped = { from: later(from, created), to: earlier(to, revoked) };
    const isEmpty = clipped.to !== null && clipped.to.ordinal <= (clipped.from?.ordinal ?? 0);
    return isEmpty ? [] : [clipped];
  });
}

const later = (a: Edge | null, b: Edge | null): Edge | null =>
  a === null || (b !== null && b.ordinal > a.ordinal) ? b : a;
const earlier = (a: Edge | null, b: Edge | null): Edge | null =>
  a === null || (b !== null && b.ordinal < a.ordinal) ? b : a;
