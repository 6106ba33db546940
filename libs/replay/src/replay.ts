import { type AccountEvent, evolveAccount, initialAccount, type OpenAccountState } from '@latchkey/accounts-domain';
import type { PublicKeyEvent } from '@latchkey/keys-domain';
import { auditedAccount } from './audited-account';
import { type AuditWish, could } from './could';
import { createCouldWatch, type CouldWatch } from './could-watch';
import { effectiveTime, isoTime, timeOf } from './effective-time';
import { type KeyAsOf, keyAsOf } from './key-facts';
import { createKeyRows, type KeyRows } from './key-rows';
import { readReplayed, type ReplayedEvent, UnreplayableEvent } from './replayed-event';

/** A key that could do what was asked about. `why`: by its scope, or because it reaches the whole account. */
export interface WhoCould {
  readonly key: KeyAsOf;
  readonly why: 'unscoped' | 'scope';
}

/** What was true after the event that was applied last. */
export interface Replay {
  /** Of the last event; 0 before the first. */
  readonly ordinal: number;
  /** The effective time of the last event, ISO 8601; null before the first. */
  readonly effectiveAt: string | null;
  /** In the order of the log. Throws `UnreplayableEvent` and stays where it was. */
  apply(event: ReplayedEvent): void;
  /** Would this event, as the next one, count at or before that time? */
  isBy(event: ReplayedEvent, timeMs: number): boolean;
  /** Null: not open. Its `merchants` hold the removed ones too. */
  account(accountId: string): OpenAccountState | null;
  accounts(): Iterable<OpenAccountState>;
  /** Null: there is no such key yet. */
  key(keyId: string): KeyAsOf | null;
  /** In the order of their creation; without an account, all. */
  keys(accountId?: string): Iterable<KeyAsOf>;
  /** Several keys may show the same. */
  keysDisplayed(display: string): readonly KeyAsOf[];
  whoCould(wish: AuditWish, accountId?: string): Iterable<WhoCould>;
  /** Begins a window at this very place; it ends wherever the replay stands when it is asked. */
  watch(wish: AuditWish, accountId?: string): CouldWatch;
}

/** Folds public events. `accountId`: keeps nothing of other accounts, but must be shown every event all the same. */
export function createReplay(only: { readonly accountId?: string } = {}): Replay {
  const accounts = new Map<string, OpenAccountState>();
  const rows = createKeyRows();
  const watches: { noteAccount(event: AccountEvent, effectiveMs: number, ordinal: number): void }[] = [];
  let ordinal = 0;
  let effectiveMs: number | null = null;

  const auditedOf = (accountId: string) => {
    const state = accounts.get(accountId);
    return state === undefined ? null : auditedAccount(state);
  };
  const keyOf = (row: number): KeyAsOf => keyAsOf(rows.facts(row), auditedOf(rows.accountId(row)));

  function applyToAccount(event: AccountEvent): void {
    const state = evolveAccount(accounts.get(event.data.accountId) ?? initialAccount, event);
    if (state.status === 'open') accounts.set(event.data.accountId, state);
  }

  function* rowsOf(accountId: string | undefined): Iterable<number> {
    if (accountId !== undefined) yield* rows.ofAccount(accountId);
    else for (let row = 0; row < rows.size; row += 1) yield row;
  }

  return {
    get ordinal() {
      return ordinal;
    },
    get effectiveAt() {
      return effectiveMs === null ? null : isoTime(effectiveMs);
    },
    apply(raw) {
      if (raw.ordinal <= ordinal) throw new UnreplayableEvent(raw.ordinal, raw.type, 'it comes after a later one');
      const timeMs = timeOf(raw.metadata);
      if (timeMs === null) throw new UnreplayableEvent(raw.ordinal, raw.type, 'it has no time');
      const nowMs = effectiveTime(effectiveMs, timeMs);
      if (only.accountId === undefined || isOf(raw.data, only.accountId)) {
        const event = readReplayed(raw);
        if ('keyId' in event.data) {
          const by = event.metadata.actor;
          applyToKeys(rows, event as PublicKeyEvent, { ordinal: raw.ordinal, by, timeMs, effectiveMs: nowMs });
        } else {
          applyToAccount(event as AccountEvent);
          for (const watch of watches) watch.noteAccount(event as AccountEvent, nowMs, raw.ordinal);
        }
      }
      ordinal = raw.ordinal;
      effectiveMs = nowMs;
    },
    isBy(event, untilMs) {
      const timeMs = timeOf(event.metadata);
      return timeMs === null || effectiveTime(effectiveMs, timeMs) <= untilMs;
    },
    account: (accountId) => accounts.get(accountId) ?? null,
    accounts: () => accounts.values(),
    key(keyId) {
      const row = rows.find(keyId);
      return row < 0 ? null : keyOf(row);
    },
    *keys(accountId) {
      for (const row of rowsOf(accountId)) yield keyOf(row);
    },
    keysDisplayed: (display) => rows.displayed(display).map(keyOf),
    *whoCould(wish, accountId) {
      for (const row of rowsOf(accountId)) {
        if (rows.isRevoked(row)) continue;
        const scope = rows.scope(row);
        if (could(scope, auditedOf(rows.accountId(row)), wish))
          yield { key: keyOf(row), why: scope === null ? 'unscoped' : 'scope' };
      }
    },
    watch(wish, accountId) {
      const watch = createCouldWatch({ wish, start: ordinal, rows, rowsOf: () => rowsOf(accountId), accounts, keyOf });
      watches.push(watch);
      return watch;
    },
  };
}

const isOf = (data: unknown, accountId: string): boolean =>
  typeof data === 'object' && data !== null && 'accountId' in data && data.accountId === accountId;

function applyToKeys(rows: KeyRows, event: PublicKeyEvent, at: Parameters<KeyRows['revoke']>[1]): void {
  const row = rows.find(event.data.keyId);
  switch (event.type) {
    case 'KeyCreated':
      if (row >= 0) throw new UnreplayableEvent(at.ordinal, event.type, 'the key was made before');
      rows.create(event.data, at);
      return;
    case 'KeyLabeled':
      if (row >= 0 && !rows.isRevoked(row)) rows.label(row, event.data.label);
      return;
    case 'KeyRevoked':
      if (row < 0) throw new UnreplayableEvent(at.ordinal, event.type, 'the key was never made');
      if (!rows.isRevoked(row)) rows.revoke(row, at);
      return;
    default:
      event satisfies never;
  }
}
