export interface CoalesceOptions {
  /** Most items of one call. */
  readonly maxBatch: number;
  /** Most calls at once; while they are under way, items gather. */
  readonly maxInFlight: number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Many single calls as few calls with many items: a round trip and a commit cost more than the items do. `run` answers one
 * result for each item, in order. A batch that is refused by the server, which then did nothing, is repeated one by one, so
 * that a bad item harms nobody else.
 */
export const coalesce = <Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { maxBatch, maxInFlight }: CoalesceOptions,
): ((item: Item) => Promise<Result>) => {
  let waiting: Waiting<Item, Result>[] = [];
  let inFlight = 0;
  let scheduled = false;

  // At the end of the turn of the event loop, so that all that arises in it goes together.
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (waiting.length > 0 && inFlight < maxInFlight) {
        const batch = waiting.slice(0, maxBatch);
        waiting = waiting.slice(maxBatch);
        inFlight += 1;
        void settle(batch).finally(() => {
          inFlight -= 1;
          if (waiting.length > 0) schedule();
        });
      }
    });
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
      waiting.push({ item, resolve, reject });
      schedule();
    });
};

/** PostgreSQL itself has answered with an error: the statement was rolled back. */
const wasRefused = (error: unknown): boolean =>
  error instanceof Error && typeof (error as { severity?: unknown }).severity === 'string';
