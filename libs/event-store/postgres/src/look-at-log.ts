import { type RecordedEvent, StoreUnavailable } from '@latchkey/event-store';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { type EventColumns, eventFromColumns } from './event-row';
import { runStatement } from './statement';
import pageText from './statements/page.sql';
import headText from './statements/head.sql';

export interface Look {
  readonly logId: string;
  /** Of the last event in the log; 0 when it is empty. */
  readonly head: number;
}

export interface LogPage extends Look {
  readonly events: readonly RecordedEvent[];
  /** Everything up to here was looked at. */
  readonly through: number;
}

export interface PageRequest {
  readonly after: number;
  readonly streamPrefixes: readonly string[];
  readonly pageSize: number;
}

/** A filter may skip this many pages' worth of positions in one look. */
const SKIPPED_PAGES = 20;

/** Rejects with `StoreUnavailable` only. */
export async function lookAtPage(pool: Pool, request: PageRequest, deadlineMs: number): Promise<LogPage> {
  const { after, streamPrefixes, pageSize } = request;
  const span = streamPrefixes.length === 0 ? pageSize : pageSize * SKIPPED_PAGES;
  const rows = await run<[logId: string, head: string, ...EventColumns]>(
    pool,
    { name: 'event-store-page', text: pageText },
    [after, pageSize, span, streamPrefixes],
    performance.now() + deadlineMs,
  );
  const [logId = '', headText = '0'] = rows[0] ?? [];
  const head = parseBigint(headText);
  const events = rows.flatMap(([id, , ...columns]) => eventFromColumns(id, columns) ?? []);
  const lastPosition = rows.at(-1)?.[2];
  const full = events.length === pageSize && lastPosition != null;
  return { logId, head, events, through: full ? parseBigint(lastPosition) : Math.min(after + span, head) };
}

/** Rejects with `StoreUnavailable` only, at the latest at `deadline` (`performance.now()`). */
export async function lookAtHead(pool: Pool, deadline: number): Promise<Look> {
  const rows = await run<[string, string]>(pool, { name: 'event-store-head', text: headText }, [], deadline);
  const [logId = '', head = '0'] = rows[0] ?? [];
  return { logId, head: parseBigint(head) };
}

async function run<Row extends unknown[]>(
  pool: Pool,
  statement: { name: string; text: string },
  values: readonly unknown[],
  deadline: number,
): Promise<Row[]> {
  try {
    return await runStatement<Row>(pool, statement, values, deadline);
  } catch (cause) {
    throw new StoreUnavailable('the event log cannot be read', { cause });
  }
}
