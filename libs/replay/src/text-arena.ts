/** Texts written once and read by number; kept in pages that the garbage collector never has to look into. */
export interface TextArena {
  /** The number of this text, never 0. A text that came lately gets the number it has. */
  keep(text: string): number;
  /** A new number, for a text that does not come twice. */
  add(text: string): number;
  get(number: number): string;
  /** Is it this text? Without making a string of it. */
  is(number: number, bytes: Buffer): boolean;
}

const PAGE_BYTES = 1 << 20;
const LENGTH_BYTES = 4;
/** How much of what came lately is remembered, and what an entry costs besides its text. */
const REMEMBERED_BYTES = 8 << 20;
const ENTRY_BYTES = 100;

/** `encoding`: `latin1` for packed bytes, one a character. */
export function createTextArena(encoding: 'utf8' | 'latin1'): TextArena {
  const pages: Buffer[] = [];
  // Number 0 stands for nothing: no page begins with an entry.
  let used = LENGTH_BYTES;
  const lately = new Map<string, number>();
  let rememberedBytes = 0;

  function add(text: string): number {
    const length = Buffer.byteLength(text, encoding);
    let page = pages.at(-1);
    if (page === undefined || used + LENGTH_BYTES + length > page.length) {
      // What is longer than a page gets one that it fills.
      page = Buffer.alloc(Math.max(PAGE_BYTES, 2 * LENGTH_BYTES + length));
      pages.push(page);
      used = LENGTH_BYTES;
    }
    const at = used;
    page.writeUInt32LE(length, at);
    page.write(text, at + LENGTH_BYTES, encoding);
    used += LENGTH_BYTES + length;
    return (pages.length - 1) * PAGE_BYTES + at;
  }

  function find(number: number): { readonly page: Buffer; readonly from: number; readonly to: number } {
    const page = pages[Math.floor(number / PAGE_BYTES)];
    if (page === undefined) throw new RangeError('no such text');
    const from = (number % PAGE_BYTES) + LENGTH_BYTES;
    return { page, from, to: from + page.readUInt32LE(from - LENGTH_BYTES) };
  }

  return {
    add,
    keep(text) {
      const known = lately.get(text);
      if (known !== undefined) return known;
      if (rememberedBytes > REMEMBERED_BYTES) {
        lately.clear();
        rememberedBytes = 0;
      }
      const number = add(text);
      lately.set(text, number);
      rememberedBytes += text.length + ENTRY_BYTES;
      return number;
    },
    get(number) {
      const { page, from, to } = find(number);
      return page.toString(encoding, from, to);
    },
    is(number, bytes) {
      const { page, from, to } = find(number);
      return bytes.compare(page, from, to) === 0;
    },
  };
}
