import { type EventStore, pause, type Position } from '@latchkey/event-store';
import type { UsesSource } from './last-used.port';
import type { LastUsedStore } from './last-used.store';

/** Keeps `last_used_at` of the read model up with auth. Of several replicas one applies each page. */
export interface UsesFollower {
  /** Resolves after the abort, once the page at hand is applied. Never rejects. */
  run(signal: AbortSignal): Promise<void>;
  /** `performance.now()` when everything that auth knew was last in the read model; undefined: not yet. */
  caughtUpAt(): number | undefined;
}

export interface UsesFollowerOptions {
  readonly source: UsesSource;
  readonly store: Pick<LastUsedStore, 'cursor' | 'apply'>;
  readonly log: Pick<EventStore, 'head' | 'compare'>;
  /** Whether the read model has applied the position by then. */
  readonly reached: (position: Position, withinMs: number) => Promise<boolean>;
  readonly logger: { warn(details: object, message: string): void; info(message: string): void };
  /** Default 1,000. */
  readonly everyMs?: number;
}

const EVERY_MS = 1_000;
const MAX_PAUSE_MS = 15_000;
const PATIENCE_MS = 2_000;

export const createUsesFollower = (options: UsesFollowerOptions): UsesFollower => {
  const { source, store, log, reached, logger, everyMs = EVERY_MS } = options;
  let caughtUpAt: number | undefined;

  /** True if there is more to be had at once. */
  const step = async (signal: AbortSignal): Promise<boolean> => {
    const began = performance.now();
    const from = await store.cursor();
    const page = await source.after(from, signal);
    if (page.cursor !== from) {
      // Whoever used a key, it was made before: with all of the log as of now in the read model, its row is there.
      const head = await log.head();
      const applied =
        (await reached(head, PATIENCE_MS)) &&
        (await store.apply(page, from, (position) => isAtOrAfter(position, head)));
      if (!applied) return false;
    }
    if (!page.hasMore) caughtUpAt = began;
    return page.hasMore;
  };

  const isAtOrAfter = (position: Position, head: Position): boolean => {
    try {
      return log.compare(position, head) >= 0;
    } catch {
      // Positions of two logs: the read model is about to be rebuilt.
      return false;
    }
  };

  return {
    run: async (signal) => {
      let failures = 0;
      while (!signal.aborted) {
        const more = await step(signal).then(
          (result) => {
            if (failures > 0) logger.info('last uses of keys are followed again');
            failures = 0;
            return result;
          },
          (error: unknown) => {
            if (failures++ === 0 && !signal.aborted) logger.warn({ err: error }, 'cannot follow the last uses of keys');
            return false;
          },
        );
        const longer = Math.min(MAX_PAUSE_MS, everyMs * 2 ** Math.min(failures, 10));
        if (!more) await pause(longer * (0.5 + Math.random() / 2), signal);
      }
    },
    caughtUpAt: () => caughtUpAt,
  };
};
