export interface CoalesceOptions {
  /** Most items of one call. */
  readonly maxBatch: number;
  /** Most calls at once; while they are under way, items gather. */
  readonly maxInFlight: number;
  /** Most items that gather; one more rejects at once. Default 10,000. */
  readonly maxWaiting?: number;
  /** An item that no call has taken up by then rejects, and is never sent. Default 2,000. */
  readonly maxWaitMs?: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly deadlineMs: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Many single calls as few calls with many items: a round trip and a commit cost more than the items do. `run` answers one
 * result for each item, in order, and ends within a time of its own. A batch that is refused by the server, which then did
 * nothing, is repeated one by one, so that a bad item harms nobody else.
 */
export const coalesce = <Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { maxBatch, maxInFlight, maxWaiting = 10_000, maxWaitMs = 2_000 }: CoalesceOptions,
): ((item: Item) => Promise<Result>) => {
  let waiting: Waiting<Item, Result>[] = [];
  let inFlight = 0;
  let scheduled = false;
  let timer: NodeJS.Timeout | undefined;

  // At the end of the turn of the event loop, so that all that arises in it goes together.
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      dropLate();
      while (waiting.length > 0 && inFlight < maxInFlight) {
        const batch = waiting.slice(0, maxBatch);
        waiting = waiting.slice(maxBatch);
        inFlight += 1;
        void settle(batch).finally(() => {
          inFlight -= 1;
          if (waiting.length > 0) schedule();
        });
      }
      watch();
    });
  };

  /** They came in the order of their deadlines. */
  const dropLate = (): void => {
    const first = waiting[0];
    const nowMs = performance.now();
    if (!first || first.deadlineMs > nowMs) return;
    const inTime = waiting.findIndex(({ deadlineMs }) => deadlineMs > nowMs);
    const late = waiting.splice(0, inTime < 0 ? waiting.length : inTime);
    late.forEach(({ reject }) => reject(notTaken()));
  };

  /** One timer at most, however many wait. */
  const watch = (): void => {
    const first = waiting[0];
    if (timer || !first) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        dropLate();
        watch();
      },
      Math.max(1, Math.ceil(first.deadlineMs - performance.now())),
    );
    timer.unref();
  };

  const settle = async (batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ item }) => item));
      // One result for each item, as `run` promises.
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (batch.length > 1 && wasRefused(error)) for (const single of batch) await settle([single]);
      else batch.forEach(({ reject }) => reject(error));
    }
  };

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) return reject(notTaken());
      waiting.push({ item, deadlineMs: performance.now() + maxWaitMs, resolve, reject });
      schedule();
    });
};

/** With the code of a connection that was not made in time, so that callers take it for one: nothing was done. */
const notTaken = (): Error => Object.assign(new Error('the database is too slow to take more'), { code: 'ETIMEDOUT' });

/**
 * PostgreSQL itself has answered with an error: the statement was rolled back. But not for its items' sake when it ran out
 * of time or of something else (classes 53, 55, 57, 58): repeating each of them would take that long each time.
 */
const wasRefused = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { severity, code } = error as { severity?: unknown; code?: unknown };
  return typeof severity === 'string' && !/^5[3578]/.test(String(code));
};
