import { ACTOR_TYPES, type Actor } from '@latchkey/accounts-domain';
import type { PublicKeyCreated, Scope } from '@latchkey/keys-domain';
import { isoTime } from './effective-time';
import { createIdNumbers } from './id-numbers';
import type { KeyDeed, KeyFacts } from './key-facts';
import { packScope, unpackScope } from './packed-scope';
import { createTextArena } from './text-arena';

/** An event as a key's row remembers it. */
export interface RowEvent {
  readonly ordinal: number;
  readonly by: Actor;
  readonly timeMs: number;
  readonly effectiveMs: number;
}

/** Keys by row, numbered from 0 in the order of their creation. */
export interface KeyRows {
  readonly size: number;
  /** -1: there is none. */
  find(keyId: string): number;
  /** In the order of their creation. */
  ofAccount(accountId: string): readonly number[];
  create(data: PublicKeyCreated['data'], event: RowEvent): void;
  label(row: number, label: string): void;
  revoke(row: number, event: RowEvent): void;
  isRevoked(row: number): boolean;
  accountId(row: number): string;
  /** Equal numbers, equal scopes. */
  scopeNumber(row: number): number;
  scope(row: number): Scope | null;
  facts(row: number): KeyFacts;
  displayed(display: string): readonly number[];
}

/** Words of 4 bytes; a row's two deeds (its creation and its revocation) lie one after the other. */
const ACCOUNT = 0;
const SCOPE = 1;
const LABEL = 2;
const DISPLAY = 3;
const REPLACES = 4;
const EARLIER_OF_ACCOUNT = 5;
const CREATED = 6;
const REVOKED = 8;
const BY = 1;
const ROW_WORDS = 10;
/** Doubles: own and effective time of both deeds. */
const ROW_TIMES = 4;
const PAGE_ROWS = 1 << 14;

interface Page {
  readonly words: Uint32Array;
  readonly times: Float64Array;
}

/** Packed, about 150 bytes a key with its texts: objects would take over 500. */
export function createKeyRows(): KeyRows {
  const ids = createIdNumbers();
  const accounts = createIdNumbers();
  /** By number of the account: its latest row + 1. */
  const latest: number[] = [];
  const texts = createTextArena('utf8');
  const scopes = createTextArena('latin1');
  const pages: Page[] = [];

  const pageOf = (row: number): Page => {
    const page = pages[Math.floor(row / PAGE_ROWS)];
    if (page === undefined) throw new RangeError('no such row');
    return page;
  };
  const word = (row: number, at: number): number => pageOf(row).words[(row % PAGE_ROWS) * ROW_WORDS + at] ?? 0;
  const set = (row: number, at: number, value: number) => {
    pageOf(row).words[(row % PAGE_ROWS) * ROW_WORDS + at] = value;
  };

  function setDeed(row: number, at: number, { ordinal, by, timeMs, effectiveMs }: RowEvent): void {
    set(row, at, ordinal);
    set(row, at + BY, texts.keep(`${ACTOR_TYPES.indexOf(by.type)}${by.id}`));
    pageOf(row).times.set([timeMs, effectiveMs], (row % PAGE_ROWS) * ROW_TIMES + (at - CREATED));
  }

  function deed(row: number, at: number): KeyDeed {
    const { times } = pageOf(row);
    const from = (row % PAGE_ROWS) * ROW_TIMES + (at - CREATED);
    const by = texts.get(word(row, at + BY));
    return {
      ordinal: word(row, at),
      at: isoTime(times[from] ?? 0),
      effectiveAt: isoTime(times[from + 1] ?? 0),
      by: { type: ACTOR_TYPES[Number(by[0])] ?? 'system', id: by.slice(1) },
    };
  }

  const isRevoked = (row: number): boolean => word(row, REVOKED) !== 0;

  return {
    get size() {
      return ids.size;
    },
    find: ids.find,
    ofAccount(accountId) {
      const account = accounts.find(accountId);
      const rows: number[] = [];
      for (let next = account < 0 ? 0 : (latest[account] ?? 0); next !== 0; next = word(next - 1, EARLIER_OF_ACCOUNT))
        rows.push(next - 1);
      return rows.reverse();
    },
    create({ keyId, accountId, label, display, scope, replaces }, event) {
      const row = ids.number(keyId);
      if (row % PAGE_ROWS === 0)
        pages.push({
          words: new Uint32Array(PAGE_ROWS * ROW_WORDS),
          times: new Float64Array(PAGE_ROWS * ROW_TIMES),
        });
      const account = accounts.number(accountId);
      set(row, ACCOUNT, account);
      set(row, SCOPE, scopes.keep(packScope(scope)));
      set(row, LABEL, texts.keep(label));
      set(row, DISPLAY, texts.add(display));
      set(row, REPLACES, replaces === null ? 0 : texts.add(replaces));
      set(row, EARLIER_OF_ACCOUNT, latest[account] ?? 0);
      latest[account] = row + 1;
      setDeed(row, CREATED, event);
    },
    label: (row, label) => set(row, LABEL, texts.keep(label)),
    revoke: (row, event) => setDeed(row, REVOKED, event),
    isRevoked,
    accountId: (row) => accounts.id(word(row, ACCOUNT)),
    scopeNumber: (row) => word(row, SCOPE),
    scope: (row) => unpackScope(scopes.get(word(row, SCOPE))),
    facts: (row) => ({
      keyId: ids.id(row),
      accountId: accounts.id(word(row, ACCOUNT)),
      label: texts.get(word(row, LABEL)),
      display: texts.get(word(row, DISPLAY)),
      scope: unpackScope(scopes.get(word(row, SCOPE))),
      replaces: word(row, REPLACES) === 0 ? null : texts.get(word(row, REPLACES)),
      created: deed(row, CREATED),
      revoked: isRevoked(row) ? deed(row, REVOKED) : null,
    }),
    displayed(display) {
      const bytes = Buffer.from(display);
      const rows: number[] = [];
      for (let row = 0; row < ids.size; row += 1) if (texts.is(word(row, DISPLAY), bytes)) rows.push(row);
      return rows;
    },
  };
}
