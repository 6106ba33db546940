/** Bytes written once and read by number; kept in pages that the garbage collector never has to look into. */
export interface ByteArena {
  /** The number of these bytes, never 0. Bytes that came lately get the number they have. */
  keep(bytes: Buffer): number;
  /** A new number, for bytes that do not come twice. */
  add(bytes: Buffer): number;
  get(number: number): Buffer;
}

const PAGE_BYTES = 1 << 20;
const LENGTH_BYTES = 4;
const REMEMBERED_BYTES = 8 << 20;

export function createByteArena(): ByteArena {
  const pages: Buffer[] = [];
  // Number 0 stands for nothing: no page begins with an entry.
  let used = LENGTH_BYTES;
  const lately = new Map<string, number>();
  let rememberedBytes = 0;

  function add(bytes: Buffer): number {
    const size = LENGTH_BYTES + bytes.length;
    let page = pages.at(-1);
    if (page === undefined || used + size > page.length) {
      // What is longer than a page gets one that it fills.
      page = Buffer.alloc(Math.max(PAGE_BYTES, LENGTH_BYTES + size));
      pages.push(page);
      used = LENGTH_BYTES;
    }
    const at = used;
    page.writeUInt32LE(bytes.length, at);
    bytes.copy(page, at + LENGTH_BYTES);
    used += size;
    return (pages.length - 1) * PAGE_BYTES + at;
  }

  return {
    add,
    keep(bytes) {
      const name = bytes.toString('latin1');
      const known = lately.get(name);
      if (known !== undefined) return known;
      if (rememberedBytes > REMEMBERED_BYTES) {
        lately.clear();
        rememberedBytes = 0;
      }
      const number = add(bytes);
      lately.set(name, number);
      rememberedBytes += bytes.length + ENTRY_BYTES;
      return number;
    },
    get(number) {
      const page = pages[Math.floor(number / PAGE_BYTES)];
      if (page === undefined) throw new RangeError('no such bytes');
      const from = (number % PAGE_BYTES) + LENGTH_BYTES;
      return page.subarray(from, from + page.readUInt32LE(from - LENGTH_BYTES));
    },
  };
}

/** What a remembered entry costs besides its bytes. */
const ENTRY_BYTES = 100;
