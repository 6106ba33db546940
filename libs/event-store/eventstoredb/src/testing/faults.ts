export type Method = 'append' | 'batchAppend' | 'readStream' | 'readAll' | 'subscribe' | 'features' | 'gossip';

/**
 * What goes wrong with one call.
 * - `drop`: all connections are cut before anything is done;
 * - `lose-answer`: it is done, and all connections are cut instead of an answer;
 * - `stall`: nothing is done and nothing is said; `do-and-stall`: it is done;
 * - `end`: an answer that ends before it has said anything, or `after` records, as if that were all;
 * - `late`: it is done, and said after `ms`;
 * - `wrong-version`: the expected version is called wrong, and nothing is done;
 * - `refuse`: user or password are wrong; `too-large`: more bytes than its MaxAppendSize, which is 1024; `fail`: an error that says nothing; `unavailable`: the
 *   server is about to stop;
 * - `none`: nothing, to let a call pass before the one that is meant.
 */
export type Fault =
  | {
      readonly kind:
        | 'drop'
        | 'lose-answer'
        | 'stall'
        | 'do-and-stall'
        | 'wrong-version'
        | 'refuse'
        | 'too-large'
        | 'fail'
        | 'unavailable'
        | 'none';
    }
  | { readonly kind: 'end'; readonly after?: number }
  | { readonly kind: 'late'; readonly ms: number };

/** Faults that wait for their calls, and how often each method was called. */
export function createFaults() {
  const waiting = new Map<Method, { readonly fault: Fault; times: number }[]>();
  const calls: Record<Method, number> = {
    append: 0,
    batchAppend: 0,
    readStream: 0,
    readAll: 0,
    subscribe: 0,
    features: 0,
    gossip: 0,
  };
  return {
    calls: calls as Readonly<Record<Method, number>>,
    /** The next `times` calls of the method go wrong in this way; `Infinity` until `clear`. */
    next(method: Method, fault: Fault, times = 1): void {
      waiting.set(method, [...(waiting.get(method) ?? []), { fault, times }]);
    },
    clear(): void {
      waiting.clear();
    },
    take(method: Method): Fault | undefined {
      calls[method]++;
      const queue = waiting.get(method) ?? [];
      const [first] = queue;
      if (first && --first.times === 0) queue.shift();
      return first?.fault;
    },
  };
}
