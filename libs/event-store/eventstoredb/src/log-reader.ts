import { UnknownPosition } from '@latchkey/event-store';
import type { EsdbConnection, EsdbRecord } from './esdb-connection';
import { comparePoints, type LogPoint } from './esdb-position';
import { readAgain, unavailable } from './read-again';
import { isOurs } from './stored-event';
import { endedEarly } from './stream-reader';

/** Before every record. */
export const BEGINNING: LogPoint = { commit: 0n, prepare: 0n };
/** Records of the server's own at the end of the log that are looked through at once for the last one of ours. */
const BACKWARDS_PAGE = 100;

/** How far a reader has come; the record there, if it has read it. */
export interface LogCursor {
  readonly point: LogPoint;
  readonly id?: string | undefined;
}

export interface LogPage {
  /** What comes after the cursor, the server's own records included. */
  readonly records: readonly EsdbRecord[];
  readonly cursor: LogCursor;
  /** The end of the log as of this look, or an earlier one if it lies ahead; `undefined`: look for it again. */
  readonly tail: LogPoint | undefined;
  /** The log ended at the cursor when this look began, or later. */
  readonly caughtUp: boolean;
}

export function createLogReader(connection: EsdbConnection, pageSize: number, deadlineMs: number) {
  const tailRecord = async (timeoutMs: number): Promise<EsdbRecord> => {
    const [tail] = await connection.readAllBackwards('end', 1, timeoutMs);
    // There is always one: the log holds its own id.
    if (!tail) throw endedEarly();
    return tail;
  };

  const head = createHeadFinder(connection);

  /**
   * One look at the log behind a cursor. Reading begins with the record at the cursor itself: that it is there, and is the one
   * that was read before, shows that this is the log it was, not one that was cut back and has grown again.
   */
  const look = async (cursor: LogCursor, knownTail: LogPoint | undefined, timeoutMs: number): Promise<LogPage> => {
    const ahead = knownTail !== undefined && comparePoints(knownTail, cursor.point) > 0;
    const fresh = ahead ? undefined : await tailRecord(timeoutMs);
    const tail = fresh?.point ?? knownTail ?? BEGINNING;
    if (comparePoints(cursor.point, tail) > 0) throw new UnknownPosition('position beyond the end of the log');
    if (fresh && comparePoints(cursor.point, tail) === 0) {
      requireSame(cursor, fresh);
      return { records: [], cursor: { point: tail, id: fresh.id }, tail: undefined, caughtUp: true };
    }
    const records = [...(await connection.readAll(startOf(cursor), pageSize + 1, timeoutMs))];
    if (cursor.point.commit > 0n) requireSame(cursor, records.shift());
    const last = records.at(-1);
    if (!last) throw endedEarly();
    const reached = comparePoints(last.point, tail) >= 0;
    return {
      records,
      cursor: { point: last.point, id: last.id },
      tail: reached ? undefined : tail,
      caughtUp: reached && fresh !== undefined,
    };
  };

  const told = async <T>(read: (timeoutMs: number) => Promise<T>): Promise<T> => {
    try {
      return await readAgain(performance.now() + deadlineMs, read);
    } catch (error) {
      throw unavailable(error);
    }
  };

  return {
    /** The last record of ours as of the call. Rejects with `StoreUnavailable`. */
    head: () => told(head),
    /** Rejects with `StoreUnavailable` or `UnknownPosition`. */
    look: (cursor: LogCursor, tail: LogPoint | undefined) => told((timeoutMs) => look(cursor, tail, timeoutMs)),
  };
}

/**
 * Behind the last record of ours there can be thousands of the server's own, which are nowhere to be. They are gone through
 * once: what was found is remembered with the end of the log that it was looked for from.
 */
function createHeadFinder(connection: EsdbConnection) {
  let known: { readonly tail: LogPoint; readonly head: LogPoint } | undefined;
  const headAt = (record: EsdbRecord): LogPoint | undefined => {
    if (isOurs(record)) return record.point;
    return known && comparePoints(record.point, known.tail) === 0 ? known.head : undefined;
  };

  return async (timeoutMs: number): Promise<LogPoint> => {
    let tail: LogPoint | undefined;
    for (let before: LogPoint | 'end' = 'end', count = 1; ; count = BACKWARDS_PAGE) {
      const page: readonly EsdbRecord[] = await connection.readAllBackwards(before, count, timeoutMs);
      const last = page.at(-1);
      if (!last) throw endedEarly();
      tail ??= page[0]?.point ?? last.point;
      const head = page.map(headAt).find((point) => point !== undefined);
      if (head) {
        known = { tail, head };
        return head;
      }
      before = last.point;
    }
  };
}

function requireSame(cursor: LogCursor, record: EsdbRecord | undefined): void {
  if (!record) throw endedEarly();
  const other = comparePoints(record.point, cursor.point) !== 0 || (cursor.id !== undefined && cursor.id !== record.id);
  if (other) throw new UnknownPosition('position that is not in the log');
}

function startOf({ point }: LogCursor): LogPoint | 'start' {
  return point.commit === 0n ? 'start' : point;
}
