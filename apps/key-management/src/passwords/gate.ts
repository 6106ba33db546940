import { Problem } from '@latchkey/platform';

export interface GateOptions {
  readonly atOnce: number;
  /** Most that wait; one more is 503 `overloaded` at once. */
  readonly maxWaiting: number;
  /** Whoever has waited longer is 503 `overloaded`, and its work is never begun. */
  readonly maxWaitMs: number;
}

export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** So many at once, so many waiting for so long, and no more. */
export const createGate = ({ atOnce, maxWaiting, maxWaitMs }: GateOptions): Gate => {
  let running = 0;
  const waiting = new Set<() => void>();

  const enter = (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
      return Promise.resolve();
    }
    if (waiting.size >= maxWaiting) return Promise.reject(new Problem('overloaded'));
    return new Promise((resolve, reject) => {
      const admit = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(admit);
        reject(new Problem('overloaded'));
      }, maxWaitMs);
      waiting.add(admit);
    });
  };

  /** The place goes to whoever has waited longest. */
  const leave = (): void => {
    const [next] = waiting;
    if (!next) {
      running -= 1;
      return;
    }
    waiting.delete(next);
    next();
  };

  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
