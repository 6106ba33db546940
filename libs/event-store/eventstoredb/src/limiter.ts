import { StoreUnavailable } from '@latchkey/event-store';

/** Runs at most `maxInFlight` at once; the others wait in order, at most `maxQueue`; one more is refused at once. */
export function createLimiter(maxInFlight: number, maxQueue: number) {
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  let idle: (() => void) | undefined;

  return {
    async run<T>(work: () => Promise<T>): Promise<T> {
      if (inFlight < maxInFlight) inFlight++;
      else {
        if (waiting.length >= maxQueue) {
          throw new StoreUnavailable('too many appends are waiting; nothing was stored');
        }
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else if (--inFlight === 0) idle?.();
      }
    },
    /** Resolves when nothing waits and nothing is under way. */
    drained(): Promise<void> {
      return inFlight === 0 ? Promise.resolve() : new Promise((resolve) => (idle = resolve));
    },
  };
}
