import { type EventStore, parsePosition, pause, type Position } from '@latchkey/event-store';

/** How many events of the log are not published; NaN where positions do not count events, or nobody knows. */
export interface Lag {
  events(): number;
  /** Looks at the end of the log every now and then, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

const EVERY_MS = 2_000;

export const watchLag = (store: Pick<EventStore, 'head'>, position: () => Position | undefined): Lag => {
  let head: Position | undefined;
  return {
    events: () => (head === undefined ? Number.NaN : between(position(), head)),
    async run(signal) {
      while (!signal.aborted) {
        // Out of reach: what was seen last is still the least that there is.
        head = await store.head().catch(() => head);
        await pause(EVERY_MS, signal);
      }
    },
  };
};

const between = (position: Position | undefined, head: Position): number => {
  try {
    const end = parsePosition(head);
    const begin = position === undefined ? { ...end, ordinal: 0 } : parsePosition(position);
    // The head is looked at now and then only: meanwhile more may have been published than it knew.
    return begin.logId === end.logId ? Math.max(0, end.ordinal - begin.ordinal) : Number.NaN;
  } catch {
    return Number.NaN;
  }
};
