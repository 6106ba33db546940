import { isUuid } from '@latchkey/platform';
import { isCalendarDate } from './parse-time';

export type Direction = 'asc' | 'desc';

/** What a list may be sorted by: a column of times, of times or nothing, or of text. Its values travel in cursors. */
export type SortKind = 'time' | 'time-or-null' | 'text';

/** The place after one item: the value it was sorted by, as text, and its id. */
export interface Cursor<By extends string = string> {
  readonly by: By;
  readonly direction: Direction;
  readonly value: string | null;
  readonly id: string;
}

const VERSION = 1;
const MAX_CHARS = 2_000;
const TIME = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?Z$/;

export function encodeCursor({ by, direction, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([VERSION, by, direction, value, id])).toString('base64url');
}

/** Anyone may write a cursor, so every part is checked: what comes out is safe to hand to SQL as parameters. */
export function decodeCursor<By extends string>(
  text: string,
  sorts: Readonly<Record<By, SortKind>>,
): Cursor<By> | undefined {
  const parts = text.length <= MAX_CHARS && /^[A-Za-z0-9_-]+$/.test(text) ? parse(text) : undefined;
  if (!Array.isArray(parts) || parts.length !== 5 || parts[0] !== VERSION) return undefined;
  const [, by, direction, value, id] = parts as readonly unknown[];
  if (typeof by !== 'string' || !isSort(by, sorts) || !isUuid(id)) return undefined;
  if ((direction !== 'asc' && direction !== 'desc') || !isValue(value, sorts[by])) return undefined;
  return { by, direction, value, id };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

const isSort = <By extends string>(by: string, sorts: Readonly<Record<By, SortKind>>): by is By =>
  Object.hasOwn(sorts, by);

function isValue(value: unknown, kind: SortKind): value is string | null {
  if (value === null) return kind === 'time-or-null';
  if (typeof value !== 'string') return false;
  if (kind === 'text') return value.isWellFormed() && !value.includes('\0');
  const date = TIME.exec(value)?.[1];
  return date !== undefined && isCalendarDate(date);
}
