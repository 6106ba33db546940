import { type Position, UnknownPosition } from '@latchkey/event-store';

/** Where a record is in the server's transaction log. */
export interface LogPoint {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Both are unsigned 64-bit numbers. */
const WIDTH = 20;
const FORM = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):(\d{20})(\d{20})$/;

/** `<log id>:<commit, 20 digits><prepare, 20 digits>`. */
export function formatEsdbPosition(logId: string, { commit, prepare }: LogPoint): Position {
  return `${logId}:${digits(commit)}${digits(prepare)}` as Position;
}

/** Throws `UnknownPosition` for anything that `formatEsdbPosition` did not make. */
export function parseEsdbPosition(text: string): { readonly logId: string; readonly point: LogPoint } {
  const [, logId, commit, prepare] = FORM.exec(text) ?? [];
  if (logId === undefined || commit === undefined || prepare === undefined) {
    throw new UnknownPosition('malformed position');
  }
  return { logId, point: { commit: BigInt(commit), prepare: BigInt(prepare) } };
}

/** The point of `position` in log `logId`. Throws `UnknownPosition` when it is malformed or of another log. */
export function pointIn(position: string, logId: string): LogPoint {
  const parsed = parseEsdbPosition(position);
  if (parsed.logId !== logId) throw new UnknownPosition('position of another log');
  return parsed.point;
}

/** As for a sort. Throws `UnknownPosition` when one is malformed or of another log than `logId` or than the other. */
export function compareEsdbPositions(a: string, b: string, logId?: string): number {
  const left = parseEsdbPosition(a);
  const right = parseEsdbPosition(b);
  if (left.logId !== right.logId || (logId !== undefined && left.logId !== logId)) {
    throw new UnknownPosition('position of another log');
  }
  return comparePoints(left.point, right.point);
}

export function comparePoints(a: LogPoint, b: LogPoint): number {
  return order(a.commit, b.commit) || order(a.prepare, b.prepare);
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function digits(value: bigint): string {
  return String(value).padStart(WIDTH, '0');
}
