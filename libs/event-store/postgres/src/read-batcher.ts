import { type RecordedEvent, StoreUnavailable } from '@latchkey/event-store';
import type { Pool } from '@latchkey/postgres';
import { type BatcherOptions, createBatcher } from './batcher';
import { type EventColumns, eventFromColumns } from './event-row';
import type { LogIdentity } from './log-identity';
import { runStatement, StatementFailure } from './statement';
import text from './statements/read.sql';

export interface ReadBatcherOptions extends Omit<BatcherOptions, 'what'> {
  /** Most events of one answer. */
  readonly pageSize: number;
}

interface PageRead {
  readonly stream: string;
  readonly from: number;
}

type Row = [logId: string, read: number, ...EventColumns];

/** Deciding a command reads a stream or two, and many are decided at once: they share a statement. */
export function createReadBatcher(pool: Pool, log: LogIdentity, options: ReadBatcherOptions) {
  const readPages = async (batch: readonly PageRead[], deadline: number): Promise<readonly RecordedEvent[][]> => {
    const values = [batch.map(({ stream }) => stream), batch.map(({ from }) => from), options.pageSize];
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

  const ask = createBatcher({ ...options, what: 'events' }, readPages);
  /** At most `pageSize` events of the stream, from version `from` on. Rejects with `StoreUnavailable` only. */
  return (stream: string, from: number): Promise<readonly RecordedEvent[]> => ask({ stream, from });
}
