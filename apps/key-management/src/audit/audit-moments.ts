import { type EventStore, type Position, UnknownPosition } from '@latchkey/event-store';
import { type Clock, Problem } from '@latchkey/platform';
import { badQuery } from '@latchkey/platform-nest';
import { parseBigint, type Pool } from '@latchkey/postgres';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AuditIndexState, loadAuditIndexState } from './audit-index.state';
import findMoment from './sql/find-moment.sql';

/** A place in the log that a time stands for: after this event. */
export interface AuditMoment {
  readonly ordinal: number;
  readonly position: Position | null;
  /** Of the event; null: the moment is before the first. */
  readonly effectiveAt: Date | null;
}

/** Turns times into places in the log, and sees to it that the index has come that far. */
export interface AuditMoments {
  /** As far as the index is, once it has reached `minPosition`. */
  now(minPosition: string | undefined): Promise<AuditIndexState>;
  /**
   * The last event at a time; `before`: the last one before it. `state`: as far as the index is known to be. Rejects with 400 for a time before the log or in the future.
   * What the index may not have yet is waited for, up to 2 s, then 503: an answer is never short of an event that counted then.
   */
  at(
    state: AuditIndexState,
    time: Date,
    options: { readonly parameter: string; readonly before?: true },
  ): Promise<AuditMoment>;
}

export interface AuditMomentsOptions {
  readonly pool: Pool;
  readonly store: Pick<EventStore, 'head' | 'compare'>;
  readonly clock: Clock;
  readonly waitMs?: number;
}

const POLL_MS = 25;

export const createAuditMoments = ({ pool, store, clock, waitMs = 2_000 }: AuditMomentsOptions): AuditMoments => {
  const reached = async (wanted: Position): Promise<AuditIndexState> => {
    const deadline = performance.now() + waitMs;
    for (;;) {
      const state = await loadAuditIndexState(pool);
      if (state.position !== undefined && isNotBefore(store, state.position, wanted)) return state;
      if (performance.now() > deadline) {
        const detail = 'The audit index has not come that far yet.';
        throw new Problem('position_not_reached', { detail });
      }
      await sleep(POLL_MS);
    }
  };

  return {
    async now(minPosition) {
      if (minPosition === undefined) return loadAuditIndexState(pool);
      requireKnown(store, minPosition, await store.head());
      return reached(minPosition as Position);
    },
    async at(known, time, { parameter, before }) {
      if (time > clock.now()) throw badQuery([{ field: parameter, message: 'is in the future' }]);
      let state = known;
      // Effective times never fall: what comes later cannot count before a time that the index is past.
      if (state.effectiveAt === null || time >= state.effectiveAt) state = await reached(await store.head());
      if (state.firstAt === null || time < state.firstAt)
        throw badQuery([{ field: parameter, message: 'is before the first event of the log' }]);
      const moment = await find(pool, time, before !== true);
      if (state.unreadable !== null && state.unreadable <= moment.ordinal) throw new Problem('audit_unavailable');
      return moment;
    },
  };
};

const find = async (pool: Pool, time: Date, inclusive: boolean): Promise<AuditMoment> => {
  const { rows } = await pool.query<{ ordinal: string; position: Position; effective_at: Date }>({
    name: 'audit_find_moment',
    text: findMoment,
    values: [time, inclusive],
  });
  const row = rows[0];
  if (row === undefined) return { ordinal: 0, position: null, effectiveAt: null };
  return { ordinal: parseBigint(row.ordinal), position: row.position, effectiveAt: row.effective_at };
};

/** The text may be anything: 400 unless it is a position of this log. */
const requireKnown = (store: Pick<EventStore, 'compare'>, text: string, head: Position): void => {
  try {
    store.compare(text as Position, head);
  } catch (error) {
    if (error instanceof UnknownPosition) throw new Problem('unknown_position', { cause: error });
    throw error;
  }
};

/** False for one of another log: the index is about to be made anew. */
const isNotBefore = (store: Pick<EventStore, 'compare'>, applied: Position, wanted: Position): boolean => {
  try {
    return store.compare(applied, wanted) >= 0;
  } catch {
    return false;
  }
};
