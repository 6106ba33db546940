import { type RecordedEvent, StoreUnavailable } from '@latchkey/event-store';
import type { Pool } from '@latchkey/postgres';
import { type EventColumns, eventFromColumns } from './event-row';
import type { LogIdentity } from './log-identity';
import { runStatement, StatementFailure } from './statement';
import text from './statements/read.sql';

export interface ReadBatcherOptions {
  /** Most events of one answer. */
  readonly pageSize: number;
  /** Most streams of one statement. */
  readonly maxBatch: number;
  /** Most statements at once; while they are under way, reads gather. */
  readonly maxInFlight: number;
  readonly deadlineMs: number;
}

interface WaitingRead {
  readonly stream: string;
  readonly from: number;
  readonly resolve: (page: readonly RecordedEvent[]) => void;
  readonly reject: (error: StoreUnavailable) => void;
}

type Row = [logId: string, read: number, ...EventColumns];

/** All reads of one turn of the event loop become one statement: deciding a command reads a stream or two, and many are decided at once. */
export function createReadBatcher(pool: Pool, log: LogIdentity, options: ReadBatcherOptions) {
  let waiting: WaitingRead[] = [];
  let inFlight = 0;
  let scheduled = false;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (waiting.length > 0 && inFlight < options.maxInFlight) {
        const batch = waiting.slice(0, options.maxBatch);
        waiting = waiting.slice(options.maxBatch);
        inFlight++;
        void run(batch).finally(() => {
          inFlight--;
          if (waiting.length > 0) schedule();
        });
      }
    });
  };

  const run = async (batch: readonly WaitingRead[]): Promise<void> => {
    try {
      const pages = await readPages(batch);
      batch.forEach(({ resolve }, index) => resolve(pages[index] ?? []));
    } catch (cause) {
      const error =
        cause instanceof StoreUnavailable ? cause : new StoreUnavailable('the event store cannot be read', { cause });
      batch.forEach(({ reject }) => reject(error));
    }
  };

  const readPages = async (batch: readonly WaitingRead[]): Promise<readonly (readonly RecordedEvent[])[]> => {
    const values = [batch.map(({ stream }) => stream), batch.map(({ from }) => from), options.pageSize];
    const deadline = performance.now() + options.deadlineMs;
    const call = () => runStatement<Row>(pool, { name: 'event-store-read', text }, values, deadline);
    // A pooled connection may have died unnoticed; reading twice is harmless.
    const rows = await call().catch((error: unknown) => {
      if (error instanceof StatementFailure && error.kind === 'lost') return call();
      throw error;
    });
    const logId = rows[0]?.[0];
    // What the caller knows of a stream it knows of the other log: what follows would not fit.
    if (logId !== undefined && !log.confirm(logId))
      throw new StoreUnavailable('the event log was replaced by another one');
    const pages: RecordedEvent[][] = batch.map(() => []);
    for (const [id, read, ...columns] of rows) {
      const event = eventFromColumns(id, columns);
      if (event) pages[read - 1]?.push(event);
    }
    return pages;
  };

  /** At most `pageSize` events of the stream, from version `from` on. Rejects with `StoreUnavailable` only. */
  return function readPage(stream: string, from: number): Promise<readonly RecordedEvent[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ stream, from, resolve, reject });
      schedule();
    });
  };
}
