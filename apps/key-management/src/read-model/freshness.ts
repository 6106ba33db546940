import { type EventStore, type Position, UnknownPosition } from '@latchkey/event-store';
import { Problem } from '@latchkey/platform';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sees to it that a read shows what its caller may already know of. */
export interface Freshness {
  /** Before reading a stream, which is never behind. `minPosition` may be rubbish: 400 `unknown_position`. */
  ofStreams(minPosition: string | undefined): Promise<void>;
  /**
   * Before reading the read model: waits until it shows all that was in the log when the call began, for at most
   * `patienceMs`; for `minPosition` up to 2 s, then 503 `position_not_reached`.
   */
  ofReadModel(minPosition: string | undefined): Promise<void>;
}

export interface FreshnessOptions {
  readonly store: Pick<EventStore, 'head' | 'compare'>;
  /** Whether the read model has applied the position by then. */
  readonly reached: (position: Position, withinMs: number) => Promise<boolean>;
  readonly minPositionWaitMs?: number;
  readonly patienceMs?: number;
}

const POLL_MS = 50;

export const createFreshness = (options: FreshnessOptions): Freshness => {
  const { store, reached, minPositionWaitMs = 2_000, patienceMs = 250 } = options;

  /** Rejects unless the log reaches the position in time. */
  const inTheLog = async (text: string): Promise<Position> => {
    const deadline = performance.now() + minPositionWaitMs;
    // Not yet known to be a position: `compare` refuses what is none of this log's.
    const wanted = text as Position;
    while (isBeyond(store, wanted, await store.head())) {
      if (performance.now() > deadline) throw new Problem('position_not_reached');
      await sleep(POLL_MS);
    }
    return wanted;
  };

  return {
    ofStreams: async (minPosition) => {
      if (minPosition !== undefined) await inTheLog(minPosition);
    },
    ofReadModel: async (minPosition) => {
      if (minPosition === undefined) {
        // Best effort: while the read model is behind or the log out of reach, lists show what is there.
        const head = await store.head().catch(() => undefined);
        if (head !== undefined) await reached(head, patienceMs);
        return;
      }
      const deadline = performance.now() + minPositionWaitMs;
      const wanted = await inTheLog(minPosition);
      const leftMs = Math.max(0, deadline - performance.now());
      if (!(await reached(wanted, leftMs))) throw new Problem('position_not_reached');
    },
  };
};

const isBeyond = (store: Pick<EventStore, 'compare'>, wanted: Position, head: Position): boolean => {
  try {
    return store.compare(wanted, head) > 0;
  } catch (error) {
    if (error instanceof UnknownPosition) throw new Problem('unknown_position', { cause: error });
    throw error;
  }
};
