export interface PositionWaiters {
  /** True once `reached` answers true, false after `timeoutMs` or at once when too many wait already. */
  wait(reached: () => boolean, timeoutMs: number): Promise<boolean>;
  /** Looks again. To be called whenever the index moved. */
  wake(): void;
  readonly size: number;
}

/** Those who wait for the index to get somewhere. */
export function createPositionWaiters(maxWaiting: number): PositionWaiters {
  const waiters = new Set<{ readonly reached: () => boolean; readonly end: (reached: boolean) => void }>();
  return {
    wait(reached, timeoutMs) {
      if (reached()) return Promise.resolve(true);
      if (waiters.size >= maxWaiting) return Promise.resolve(false);
      return new Promise((resolve) => {
        const timer = setTimeout(() => waiter.end(false), timeoutMs);
        const end = (result: boolean) => {
          clearTimeout(timer);
          waiters.delete(waiter);
          resolve(result);
        };
        const waiter = { reached, end };
        waiters.add(waiter);
      });
    },
    wake() {
      for (const { reached, end } of waiters) if (reached()) end(true);
    },
    get size() {
      return waiters.size;
    },
  };
}
