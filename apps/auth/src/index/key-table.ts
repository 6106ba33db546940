import { packUuid } from './pack-uuid';

export interface KeyRecord {
  /** 32 bytes. */
  readonly verifier: Uint8Array;
  readonly pepperVersion: number;
  /** Numbers of entries in the account and scope tables. */
  readonly account: number;
  readonly scope: number;
  readonly revoked: boolean;
}

export interface KeyTable {
  readonly size: number;
  /** `keyId`: a lower-case UUID. Throws if it is there already: a key is made once. */
  add(keyId: string, record: Omit<KeyRecord, 'revoked'>): void;
  /** False if there is no such key. */
  revoke(keyId: string): boolean;
  find(keyId: string): KeyRecord | null;
  /** Reserved memory. */
  bytes(): number;
}

/*
 * One row is 64 bytes: id (16), verifier (32), then account, scope, pepper version and flags (4 each). Rows lie in pages
 * of 1 MiB, which the garbage collector never has to look into. Slots hold row numbers + 1 and are at most half full.
 */
const ROW_WORDS = 16;
const VERIFIER_WORD = 4;
const ACCOUNT_WORD = 12;
const SCOPE_WORD = 13;
const PEPPER_WORD = 14;
const FLAGS_WORD = 15;
const REVOKED = 1;
const PAGE_BITS = 14;
const PAGE_ROWS = 1 << PAGE_BITS;
const FIRST_SLOTS = 1024;

/** Open addressing over packed rows: about 80 bytes a key, where objects in a Map take several hundred. */
export function createKeyTable(): KeyTable {
  const pages: Uint32Array[] = [];
  let slots = new Uint32Array(FIRST_SLOTS);
  let size = 0;
  const id = new Uint32Array(4);

  const pageOf = (row: number): Uint32Array => {
    const page = pages[row >>> PAGE_BITS];
    if (page === undefined) throw new RangeError('no such row');
    return page;
  };
  const offsetOf = (row: number): number => (row & (PAGE_ROWS - 1)) * ROW_WORDS;

  /** The slot that holds the id in `id`, or the free one where it would go. */
  function slotOf(words: Uint32Array, from = 0): number {
    const mask = slots.length - 1;
    for (let slot = hash(words, from) & mask; ; slot = (slot + 1) & mask) {
      const row = (slots[slot] ?? 0) - 1;
      if (row < 0 || sameId(pageOf(row), offsetOf(row), words, from)) return slot;
    }
  }

  function grow(): void {
    slots = new Uint32Array(slots.length * 2);
    for (let row = 0; row < size; row += 1) slots[slotOf(pageOf(row), offsetOf(row))] = row + 1;
  }

  function rowOf(keyId: string): number {
    return packUuid(keyId, id) ? (slots[slotOf(id)] ?? 0) - 1 : -1;
  }

  return {
    get size() {
      return size;
    },
    add(keyId, { verifier, pepperVersion, account, scope }) {
      if (!packUuid(keyId, id) || verifier.length !== 32) throw new TypeError('not a key id and a verifier');
      if (2 * (size + 1) > slots.length) grow();
      const slot = slotOf(id);
      if (slots[slot] !== 0) throw new Error(`key ${keyId} is there already`);
      const row = size;
      if ((row & (PAGE_ROWS - 1)) === 0) pages.push(new Uint32Array(PAGE_ROWS * ROW_WORDS));
      const page = pageOf(row);
      const offset = offsetOf(row);
      page.set(id, offset);
      new Uint8Array(page.buffer, 4 * (offset + VERIFIER_WORD), 32).set(verifier);
      page[offset + ACCOUNT_WORD] = account;
      page[offset + SCOPE_WORD] = scope;
      page[offset + PEPPER_WORD] = pepperVersion;
      slots[slot] = row + 1;
      size += 1;
    },
    revoke(keyId) {
      const row = rowOf(keyId);
      if (row < 0) return false;
      pageOf(row)[offsetOf(row) + FLAGS_WORD] = REVOKED;
      return true;
    },
    find(keyId) {
      const row = rowOf(keyId);
      if (row < 0) return null;
      const page = pageOf(row);
      const offset = offsetOf(row);
      return {
        verifier: new Uint8Array(page.buffer, 4 * (offset + VERIFIER_WORD), 32),
        pepperVersion: page[offset + PEPPER_WORD] ?? 0,
        account: page[offset + ACCOUNT_WORD] ?? 0,
        scope: page[offset + SCOPE_WORD] ?? 0,
        revoked: page[offset + FLAGS_WORD] === REVOKED,
      };
    },
    bytes: () => slots.byteLength + pages.length * PAGE_ROWS * ROW_WORDS * 4,
  };
}

/** Ids come from a CSPRNG, but all words go in: hand-made ids differ in few places. */
function hash(words: Uint32Array, from: number): number {
  let mixed = 0;
  for (let index = 0; index < 4; index += 1) mixed = Math.imul(mixed ^ (words[from + index] ?? 0), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function sameId(page: Uint32Array, offset: number, words: Uint32Array, from: number): boolean {
  return (
    page[offset] === words[from] &&
    page[offset + 1] === words[from + 1] &&
    page[offset + 2] === words[from + 2] &&
    page[offset + 3] === words[from + 3]
  );
}
