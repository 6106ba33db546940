import {
  formatPosition,
  IdMismatch,
  type AppendResult,
  type PreparedAppend,
  StoreConflict,
} from '@latchkey/event-store';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { runStatement } from './statement';
import text from './statements/append.sql';

/** What became of one append of a batch: its result, or why nothing of it was stored. */
export type Verdict = AppendResult | StoreConflict | IdMismatch;

type Row = [
  logId: string,
  append: number,
  verdict: string,
  position: string | null,
  version: number | null,
  eventId: string | null,
];

/**
 * Sends what `take` gives, at most one append for each stream, as one statement. `take` is asked once, when nothing stands
 * between it and the sending any more. Answers a verdict for each, in their order, and the id of the log; undefined when there
 * was nothing to send. Rejects with `StatementFailure` when there are no verdicts; SQLSTATE LK001 then says that the log is
 * not `logId`.
 */
export async function callAppend(
  pool: Pool,
  take: () => readonly PreparedAppend[],
  logId: string | undefined,
  deadline: number,
): Promise<{ readonly logId: string; readonly verdicts: readonly Verdict[] } | undefined> {
  let appends: readonly PreparedAppend[] = [];
  const values = () => {
    appends = take();
    return appends.length === 0 ? undefined : parameters(appends, logId);
  };
  const rows = await runStatement<Row>(pool, { name: 'event-store-append', text }, values, deadline);
  if (appends.length === 0) return undefined;
  const byAppend = new Map(rows.map((row) => [row[1], row]));
  const verdicts = appends.map((append, index) => verdictOf(append, byAppend.get(index + 1)));
  return { logId: rows[0]?.[0] ?? '', verdicts };
}

function parameters(appends: readonly PreparedAppend[], logId: string | undefined): unknown[] {
  const events = appends.flatMap((append, index) => append.events.map((event) => ({ ...event, append: index + 1 })));
  return [
    logId ?? null,
    appends.map(({ stream }) => stream),
    appends.map(({ expected }) => (expected === 'no-stream' ? -1 : expected)),
    events.map(({ append }) => append),
    events.map(({ id }) => id),
    events.map(({ type }) => type),
    events.map(({ dataBytes }) => asBuffer(dataBytes)),
    events.map(({ metadataBytes }) => asBuffer(metadataBytes)),
  ];
}

/** `pg` knows how to write a Buffer inside an array, and takes any other Uint8Array for an object. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function verdictOf(append: PreparedAppend, row: Row | undefined): Verdict {
  const [logId, , verdict, position, version, eventId] = row ?? [];
  if (
    logId !== undefined &&
    position != null &&
    version != null &&
    (verdict === 'appended' || verdict === 'repeated')
  ) {
    return { position: formatPosition(logId, parseBigint(position)), version };
  }
  if (verdict === 'conflict' && version != null) {
    return new StoreConflict(append.stream, append.expected, version === -1 ? 'no-stream' : version);
  }
  if (verdict === 'mismatch' && eventId != null) return new IdMismatch(eventId);
  throw new Error('event_store.append answered what it never should');
}
