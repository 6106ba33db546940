import { PIECE, type Work } from './work';

/** What becomes of each byte of a body: kept, dropped, or replaced by the byte that is written over it. */
export interface Overlay {
  readonly over: Uint8Array;
  touched: boolean;
}

export const KEEP = 0;
const DROP = 1;
export const STAR = 0x2a;
const QUOTE = 0x22;

export const createOverlay = (length: number): Overlay => ({ over: new Uint8Array(length), touched: false });

/** Puts `stars` asterisks, at most as many as there are bytes, in the place of the bytes from `from` to before `to`. */
export function hide(overlay: Overlay, from: number, to: number, stars = 1): void {
  const { over } = overlay;
  overlay.touched = true;
  for (let i = from; i < to; i++) {
    if (i < from + stars) over[i] = STAR;
    else if (over[i] === KEEP) over[i] = DROP;
  }
}

/** Puts one byte in the place of some; two matches that want different bytes in one place leave an asterisk there. */
export function replace({ over }: Overlay, from: number, to: number, byte: number): void {
  over[from] = over[from] === KEEP || over[from] === byte ? byte : STAR;
  for (let i = from + 1; i < to; i++) if (over[i] === KEEP) over[i] = DROP;
}

/** `quotes`: ascending offsets before which a quotation mark is put. */
export function* applyOverlay(body: Uint8Array, { over }: Overlay, quotes: readonly number[]): Work<Buffer> {
  const masked = Buffer.allocUnsafe(body.length + quotes.length);
  let length = 0;
  let quote = 0;
  for (let i = 0; i <= body.length; i++) {
    if (i % PIECE === 0) yield;
    for (; quotes[quote] === i; quote++) masked[length++] = QUOTE;
    if (i === body.length || over[i] === DROP) continue;
    masked[length++] = (over[i] === KEEP ? body[i] : over[i]) ?? STAR;
  }
  return masked.subarray(0, length);
}
