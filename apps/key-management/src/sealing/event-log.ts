import { type EventStore, followLog, type FollowStatus, type LogBatch, type Position } from '@latchkey/event-store';
import {
  appendLeaves,
  type LeafSource,
  type LogPlace,
  NotAsSealed,
  type Queryable,
  type SealerTerm,
  treeSizes,
} from '@latchkey/sealer';
import type { Pool } from '@latchkey/postgres';
import type { AuditEntry } from '../audit/audit-index';
import { SCHEMA } from '../migrations/schema';
import { requireDense, sealedEvents } from './sealed-events';
import { BEGINNING, loadSealing, saveSealing, type SealingCheckpoint } from './sealing.checkpoint';

/** What is derived from the log beside its tree, in the same transactions. */
export interface AuditIndex {
  write(client: Queryable, entries: readonly AuditEntry[]): Promise<void>;
  /** The log is another one. */
  clear(client: Queryable): Promise<void>;
}

export interface EventLogOptions {
  readonly events: Pick<EventStore, 'subscribe'>;
  readonly pool: Pool;
  readonly index: AuditIndex;
  /** Whether positions are 1, 2, 3, …, as PostgreSQL's are. */
  readonly dense: boolean;
  readonly logger: { warn(details: object, message: string): void };
}

const BACKOFF_MS = { min: 100, max: 5_000 };

/**
 * The event log as one to be sealed: each page of it is hashed, written to the index and counted in one transaction. Whenever
 * it begins to follow, the page before is read once more and must be what it was. A log that took the place of another gets a
 * tree of its own, by its id; of one that was there before, every event must be what it was.
 */
export const createEventLog = ({ events, pool, index, dense, logger }: EventLogOptions): LeafSource => {
  /** Known once the page before was compared: nothing is sealed in a term before. */
  let place: LogPlace | undefined;
  let error: Error | undefined;
  let checkpoint = BEGINNING;
  /** What the next event comes after: events through `checkpoint.ordinal` are read again and compared. */
  let read = { ordinal: 0, position: undefined as Position | undefined };
  let leaves = 0;
  /** Since it was last asked where to go on. */
  let caughtUp = false;
  let lastCaughtUp: FollowStatus['caughtUp'];

  const load = async (): Promise<Position | undefined> => {
    checkpoint = await loadSealing(pool);
    read = { ...checkpoint.back };
    caughtUp = false;
    return read.position;
  };
  const handle = async (term: SealerTerm, { events: page, position }: LogBatch): Promise<void> => {
    const to = placeOf(position);
    if (place?.logId !== to.logId) leaves = (await treeSizes(pool, to)).size;
    const sealed = sealedEvents({ ...read, effectiveMs: checkpoint.effectiveMs }, page);
    if (dense) requireDense(sealed);
    const fresh = sealed.filter(({ ordinal }) => ordinal > checkpoint.ordinal);
    const latest = fresh.at(-1);
    const ordinal = read.ordinal + page.length;
    const next: SealingCheckpoint = {
      position,
      ordinal,
      effectiveMs: latest === undefined ? checkpoint.effectiveMs : Date.parse(latest.effectiveAt),
      back: page.length > 0 ? read : checkpoint.back,
    };
    const moves = ordinal >= checkpoint.ordinal;
    await term.transaction(async (client) => {
      // Should it be lost in a crash, all of it is lost together, and the log has it.
      await client.query('SET LOCAL synchronous_commit = off');
      if (page.length > 0)
        leaves = await appendLeaves(
          client,
          to,
          read.ordinal + 1,
          sealed.map(({ line }) => line),
        );
      if (fresh.length > 0) await index.write(client, fresh);
      if (moves) await saveSealing(client, checkpoint, next);
    });
    if (moves) checkpoint = next;
    read = { ordinal, position };
    place = to;
  };
  const reset = async (term: SealerTerm, reason: string): Promise<void> => {
    logger.warn({ checkpoint: checkpoint.position }, `sealing: ${reason}`);
    await term.transaction(async (client) => {
      await index.clear(client);
      await saveSealing(client, checkpoint, BEGINNING);
    });
    checkpoint = BEGINNING;
  };

  return {
    log: 'events',
    place: () => place,
    error: () =>
      error ??
      (caughtUp && read.ordinal < leaves
        ? new NotAsSealed(`the log events ends at ordinal ${read.ordinal}, and ${leaves} were hashed before`)
        : undefined),
    run(term) {
      place = undefined;
      let contact: FollowStatus['contact'];
      return followLog({
        store: events,
        streamPrefixes: [],
        checkpoint: { load, reset: (reason) => reset(term, reason) },
        handle: (batch) => handle(term, batch),
        onStatus: (status) => {
          // That it tries again does not mean that it works again: only what is handled does.
          const handled = status.contact !== contact;
          contact = status.contact;
          if (status.caughtUp !== lastCaughtUp) caughtUp = true;
          lastCaughtUp = status.caughtUp;
          error = status.state === 'interrupted' ? asError(status.error) : handled ? undefined : error;
        },
        log: logger,
        backoffMs: BACKOFF_MS,
        signal: term.signal,
      });
    },
  };
};

/** A position begins with the id of its log. */
const placeOf = (position: Position): LogPlace => ({
  schema: SCHEMA,
  log: 'events',
  logId: position.slice(0, position.indexOf(':')),
});

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
