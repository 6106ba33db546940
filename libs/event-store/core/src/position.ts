import { UnknownPosition } from './errors';
import type { Position } from './event-store.port';

const FORM = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):(\d{16})$/;

/** For adapters whose positions are whole numbers from 1 on; 0 is the position before the first event. */
export function formatPosition(logId: string, ordinal: number): Position {
  return `${logId}:${String(ordinal).padStart(16, '0')}` as Position;
}

/** Throws `UnknownPosition` for anything that `formatPosition` did not make. */
export function parsePosition(text: string): { readonly logId: string; readonly ordinal: number } {
  const [, logId, digits] = FORM.exec(text) ?? [];
  const ordinal = Number(digits);
  if (logId === undefined || !Number.isSafeInteger(ordinal)) throw new UnknownPosition('malformed position');
  return { logId, ordinal };
}

/** As for a sort. Throws `UnknownPosition` when one is malformed or of another log than `logId` or than the other. */
export function comparePositions(a: string, b: string, logId?: string): number {
  const left = parsePosition(a);
  const right = parsePosition(b);
  if (left.logId !== right.logId || (logId !== undefined && left.logId !== logId)) {
    throw new UnknownPosition('position of another log');
  }
  return left.ordinal - right.ordinal;
}

/** The ordinal of `position` in log `logId`. Throws `UnknownPosition` when malformed, of another log or beyond `head`. */
export function ordinalIn(position: string, logId: string, head: number): number {
  const parsed = parsePosition(position);
  if (parsed.logId !== logId) throw new UnknownPosition('position of another log');
  if (parsed.ordinal > head) throw new UnknownPosition('position beyond the end of the log');
  return parsed.ordinal;
}
