/** UUIDs numbered from 0 in the order in which they come: about 30 bytes each, where strings in a Map take over 100. */
export interface IdNumbers {
  readonly size: number;
  /** The id's number, a new one if it has none. */
  number(id: string): number;
  /** -1: it has none. */
  find(id: string): number;
  id(number: number): string;
}

const ID_BYTES = 16;
const PAGE_IDS = 1 << 14;
const FIRST_SLOTS = 1024;

/** Open addressing; slots hold numbers + 1 and are at most half full. */
export function createIdNumbers(): IdNumbers {
  const pages: Buffer[] = [];
  let slots = new Uint32Array(FIRST_SLOTS);
  let size = 0;

  const pageOf = (number: number): Buffer => {
    const page = pages[Math.floor(number / PAGE_IDS)];
    if (page === undefined) throw new RangeError('no such number');
    return page;
  };
  const offsetOf = (number: number): number => (number % PAGE_IDS) * ID_BYTES;

  /** The slot that holds the id, or the free one where it would go. */
  function slotOf(bytes: Buffer, from = 0): number {
    const mask = slots.length - 1;
    for (let slot = hash(bytes, from) & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) return slot;
      const at = offsetOf(number);
      if (bytes.compare(pageOf(number), at, at + ID_BYTES, from, from + ID_BYTES) === 0) return slot;
    }
  }

  function grow(): void {
    slots = new Uint32Array(slots.length * 2);
    for (let number = 0; number < size; number += 1) slots[slotOf(pageOf(number), offsetOf(number))] = number + 1;
  }

  return {
    get size() {
      return size;
    },
    number(id) {
      const bytes = bytesOf(id);
      const known = (slots[slotOf(bytes)] ?? 0) - 1;
      if (known >= 0) return known;
      if (2 * (size + 1) > slots.length) grow();
      if (size % PAGE_IDS === 0) pages.push(Buffer.alloc(PAGE_IDS * ID_BYTES));
      bytes.copy(pageOf(size), offsetOf(size));
      slots[slotOf(bytes)] = size + 1;
      size += 1;
      return size - 1;
    },
    find(id) {
      const bytes = bytesOf(id);
      return bytes.length === ID_BYTES ? (slots[slotOf(bytes)] ?? 0) - 1 : -1;
    },
    id: (number) => idFrom(pageOf(number), offsetOf(number)),
  };
}

/** Into the one place for it: a million small buffers would lie outside of the heap until it is tidied. */
function bytesOf(id: string): Buffer {
  const written = id.length === 36 ? scratch.write(id.replaceAll('-', ''), 'hex') : 0;
  return written === ID_BYTES ? scratch : NOBODY;
}
const scratch = Buffer.alloc(ID_BYTES);
const NOBODY = Buffer.alloc(0);

export function idFrom(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + ID_BYTES);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** All bytes go in: hand-made ids differ in few places. */
function hash(bytes: Buffer, from: number): number {
  let mixed = 0;
  for (let at = from; at < from + ID_BYTES; at += 4) mixed = Math.imul(mixed ^ bytes.readUInt32LE(at), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
