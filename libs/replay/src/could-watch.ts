import type { AccountEvent, OpenAccountState } from '@latchkey/accounts-domain';
import { type AuditedAccount, auditedAccount } from './audited-account';
import type { AuditWish } from './could';
import { type Edge, type KeyLife, type Moment, rightSpans, type Span, withinLife } from './could-spans';
import { isoTime } from './effective-time';
import type { KeyAsOf, KeyDeed } from './key-facts';
import type { KeyRows } from './key-rows';

/** A key that at some moment of a window could do what was asked about, and when. The key itself is as it was at the end. */
export interface WhoCouldBetween {
  readonly key: KeyAsOf;
  readonly why: 'unscoped' | 'scope';
  readonly spans: readonly Span[];
}

export interface CouldWatch {
  /** From where it began to where the replay stands now. */
  answers(): Iterable<WhoCouldBetween>;
}

export interface CouldWatchOptions {
  readonly wish: AuditWish;
  /** The ordinal of the last event before the window. */
  readonly start: number;
  readonly rows: KeyRows;
  readonly rowsOf: () => Iterable<number>;
  readonly accounts: ReadonlyMap<string, OpenAccountState>;
  readonly keyOf: (row: number) => KeyAsOf;
}

/** Remembers of each account only those states after which the answer may be another one. */
export function createCouldWatch({ wish, start, rows, rowsOf, accounts, keyOf }: CouldWatchOptions) {
  const before = new Map(accounts);
  const changes = new Map<string, Moment[]>();

  const momentsOf = (accountId: string): readonly Moment[] => [
    { since: null, account: auditedOrNull(before.get(accountId)) },
    ...(changes.get(accountId) ?? []),
  ];

  function* answers(): Iterable<WhoCouldBetween> {
    const known = new Map<string, Map<number, readonly Span[]>>();
    for (const row of rowsOf()) {
      const accountId = rows.accountId(row);
      const byScope = known.get(accountId) ?? new Map<number, readonly Span[]>();
      known.set(accountId, byScope);
      const number = rows.scopeNumber(row);
      const scope = rows.scope(row);
      const right = byScope.get(number) ?? rightSpans(scope, momentsOf(accountId), wish);
      byScope.set(number, right);
      if (right.length === 0) continue;
      const { created, revoked } = rows.facts(row);
      const spans = revoked !== null && revoked.ordinal <= start ? [] : withinLife(right, lifeIn(created, revoked));
      if (spans.length > 0) yield { key: keyOf(row), why: scope === null ? 'unscoped' : 'scope', spans };
    }
  }

  const lifeIn = (created: KeyDeed, revoked: KeyDeed | null): KeyLife => ({
    created: created.ordinal <= start ? null : edgeOf(created),
    revoked: revoked && edgeOf(revoked),
  });

  return {
    answers,
    noteAccount(event: AccountEvent, effectiveMs: number, ordinal: number): void {
      if (!mayMatter(event, wish)) return;
      const { accountId } = event.data;
      const moment = { since: { ordinal, at: isoTime(effectiveMs) }, account: auditedOrNull(accounts.get(accountId)) };
      const moments = changes.get(accountId);
      if (moments) moments.push(moment);
      else changes.set(accountId, [moment]);
    },
  };
}

/** Can the answer be another one after this event than before it? */
export function mayMatter(event: AccountEvent, { merchantId, destination }: AuditWish): boolean {
  switch (event.type) {
    case 'AccountOpened':
    case 'OperatingModelChanged':
      return true;
    case 'MerchantAdded':
    case 'MerchantRemoved':
      return isAbout(event.data) || (merchantId === undefined && destination !== undefined);
    case 'MerchantChanged':
      return destination !== undefined && isAbout(event.data);
    case 'DestinationAllowed':
    case 'DestinationRemoved':
      return destination !== undefined;
    case 'EncryptionKeyIssued':
      return false;
    default:
      return event satisfies never;
  }

  function isAbout(data: object): boolean {
    return 'merchantId' in data && data.merchantId === merchantId;
  }
}

const edgeOf = ({ ordinal, effectiveAt }: KeyDeed): Edge => ({ ordinal, at: effectiveAt });

const auditedOrNull = (state: OpenAccountState | undefined): AuditedAccount | null =>
  state === undefined ? null : auditedAccount(state);
