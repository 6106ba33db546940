import { PIECE, type Work } from './work';

/** What becomes of each byte of a body: kept, dropped, or replaced by the byte that is written over it. */
export interface Overlay {
  readonly over: Uint8Array;
  touched: boolean;
  /** At most so many bytes more than the body has. */
  longer: number;
}

export const KEEP = 0;
const DROP = 1;
/** Three asterisks. */
const CODE = 2;
const CODE_STARS = 3;
export const STAR = 0x2a;
const QUOTE = 0x22;

export const createOverlay = (length: number): Overlay => ({
  over: new Uint8Array(length),
  touched: false,
  longer: 0,
});

/** Puts an asterisk in the place of the bytes from `from` to before `to`. */
export function hide(overlay: Overlay, from: number, to: number): void {
  hideBy(overlay, from, to, STAR);
}

/** Puts three asterisks there, even in the place of less: how many digits a code has as a number tells of its zeros. */
export function hideCode(overlay: Overlay, from: number, to: number): void {
  overlay.longer += CODE_STARS;
  hideBy(overlay, from, to, CODE);
}

function hideBy(overlay: Overlay, from: number, to: number, by: number): void {
  const { over } = overlay;
  overlay.touched = true;
  over[from] = by;
  for (let i = from + 1; i < to; i++) if (over[i] === KEEP) over[i] = DROP;
}

/** Puts one byte in the place of some; two matches that want different bytes in one place leave an asterisk there. */
export function replace({ over }: Overlay, from: number, to: number, byte: number): void {
  over[from] = over[from] === KEEP || over[from] === byte ? byte : STAR;
  for (let i = from + 1; i < to; i++) if (over[i] === KEEP) over[i] = DROP;
}

/** `quotes`: ascending offsets before which a quotation mark is put. */
export function* applyOverlay(body: Uint8Array, { over, longer }: Overlay, quotes: readonly number[]): Work<Buffer> {
  const masked = Buffer.allocUnsafe(body.length + longer + quotes.length);
  let length = 0;
  let quote = 0;
  for (let i = 0; i <= body.length; i++) {
    if (i % PIECE === 0) yield;
    for (; quotes[quote] === i; quote++) masked[length++] = QUOTE;
    if (i === body.length || over[i] === DROP) continue;
    if (over[i] === CODE) for (let k = 1; k < CODE_STARS; k++) masked[length++] = STAR;
    masked[length++] = (over[i] === KEEP ? body[i] : over[i] === CODE ? STAR : over[i]) ?? STAR;
  }
  return masked.subarray(0, length);
}
