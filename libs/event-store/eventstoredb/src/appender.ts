import {
  type AppendResult,
  IdMismatch,
  type PreparedAppend,
  type PreparedEvent,
  StoreConflict,
  StoreUnavailable,
  UnknownOutcome,
} from '@latchkey/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EsdbConnection, EsdbRecord } from './esdb-connection';
import { EsdbFailure } from './esdb-failure';
import { formatEsdbPosition } from './esdb-position';
import type { LogIdentity } from './log-identity';
import { storedEvent } from './stored-event';
import type { createStreamIds, StreamIds } from './stream-ids';
import type { ReadStreamPages } from './stream-reader';

export interface AppenderOptions {
  readonly connection: EsdbConnection;
  readonly log: LogIdentity;
  readonly ids: ReturnType<typeof createStreamIds>;
  readonly readPages: ReadStreamPages;
  readonly deadlineMs: number;
}

const PAUSE_MS = 50;
/** Of attempts that found no connection, before the caller is told so. */
const ATTEMPTS_TO_CONNECT = 3;

/**
 * Appends with an exact expected revision only, which is when the server knows a repeated append by its ids. It looks at
 * nothing but the ids of one stream, so what it calls a success is read back and compared, and what it calls a conflict is
 * looked through for our own ids before anybody hears of it.
 */
export function createAppender({ connection, log, ids, readPages, deadlineMs }: AppenderOptions) {
  /** `stored`: told as soon as the events may be there. */
  const attempt = async (append: PreparedAppend, deadline: number, stored: () => void): Promise<AppendResult> => {
    const left = () => Math.max(1, deadline - performance.now());
    const logId = await log.confirmed(deadline);
    if (append.expected !== 'no-stream') {
      const known = await ids.know(append.stream, append.expected, left());
      if (firstKnown(append, known)) return judge(append, logId, left());
    }
    try {
      // Not all of the time at once: an answer that never comes leaves some for asking again.
      await connection.append(append, left() * 0.4);
    } catch (error) {
      if (!(error instanceof EsdbFailure)) throw error;
      if (error.kind === 'lost') stored();
      if (error.kind !== 'conflict') throw error;
      const known = await ids.know(append.stream, error.current ?? 'end', left());
      if (!firstKnown(append, known)) {
        throw new StoreConflict(append.stream, append.expected, known.length === 0 ? 'no-stream' : known.length - 1);
      }
      return judge(append, logId, left());
    }
    stored();
    return (await readBack(append, logId, left())) ?? judge(append, logId, left());
  };

  const readBack = async (append: PreparedAppend, logId: string, timeoutMs: number) => {
    const { stream, expected, events } = append;
    const first = expected === 'no-stream' ? 0 : expected + 1;
    const records = (await connection.readStream(stream, first, events.length, timeoutMs)) ?? [];
    if (records[0]?.version !== first || !areStored(events, records, logId)) return undefined;
    ids.learn(stream, records);
    return resultOf(records, events.length, logId);
  };

  /** Some of the ids are in the stream, or the server says so: are these events what is stored? */
  const judge = async (append: PreparedAppend, logId: string, timeoutMs: number): Promise<AppendResult> => {
    const known = await ids.know(append.stream, 'end', timeoutMs);
    const { id, version } = firstKnown(append, known) ?? {};
    if (id === undefined || version === undefined) {
      throw new EsdbFailure('lost', 'the event store does not hold what it says that it stored');
    }
    const records = await recordsFrom(append, version, timeoutMs);
    if (!areStored(append.events, records, logId)) throw new IdMismatch(id);
    return resultOf(records, append.events.length, logId);
  };

  const recordsFrom = async ({ stream, events }: PreparedAppend, from: number, timeoutMs: number) => {
    const records: EsdbRecord[] = [];
    for await (const page of readPages(stream, from, timeoutMs)) {
      records.push(...page);
      if (records.length >= events.length) break;
    }
    return records;
  };

  return async function appendSurely(append: PreparedAppend, deadline = performance.now() + deadlineMs) {
    let mayBeStored = false;
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt(append, deadline, () => (mayBeStored = true));
      } catch (error) {
        const away = error instanceof EsdbFailure || error instanceof StoreUnavailable;
        if (!away) throw error;
        const hopeless = !(error instanceof EsdbFailure) || error.kind === 'refused' || error.kind === 'conflict';
        const patient = mayBeStored || attempts < ATTEMPTS_TO_CONNECT;
        if (hopeless || !patient || performance.now() + PAUSE_MS > deadline) throw outcome(error, mayBeStored);
        await sleep(PAUSE_MS * (0.5 + Math.random()));
      }
    }
  };
}

/** A failure says that this attempt stored nothing. It says nothing about one whose answer was lost, or was a success. */
function outcome(cause: EsdbFailure | StoreUnavailable, mayBeStored: boolean): Error {
  return mayBeStored
    ? new UnknownOutcome(`${cause.message}; whether the append was stored is not known`, { cause })
    : new StoreUnavailable(`${cause.message}; nothing was stored`, { cause });
}

function firstKnown({ events }: PreparedAppend, known: StreamIds) {
  const event = events.find(({ id }) => known.versionOf(id) !== undefined);
  return event && { id: event.id, version: known.versionOf(event.id) };
}

/** The first of `records`, of one stream and in its order, are these events. */
function areStored(events: readonly PreparedEvent[], records: readonly EsdbRecord[], logId: string): boolean {
  return events.every((event, index) => {
    const record = records[index];
    if (record?.id !== event.id || record.type !== event.type) return false;
    const stored = storedEvent(record, logId);
    const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
    return same(event.dataBytes, stored.dataBytes) && same(event.metadataBytes, stored.metadataBytes);
  });
}

function resultOf(records: readonly EsdbRecord[], count: number, logId: string): AppendResult {
  const last = records[count - 1];
  if (!last) throw new Error('an append has at least one event');
  return { position: formatEsdbPosition(logId, last.point), version: last.version };
}
