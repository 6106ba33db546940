/**
 * `next()` of an iterator that may never answer: rejects after `silenceMs`, and when the signal aborts. One timer for the
 * iterator's whole life, and no `Promise.race` against a long-lived promise, which would keep every loser in memory.
 */
export function watchedIterator<T>(iterator: AsyncIterator<T>, silenceMs: number, signal: AbortSignal) {
  let giveUp: ((reason: Error) => void) | undefined;
  const timer = setTimeout(() => giveUp?.(new Error('the subscription fell silent')), silenceMs);
  const onAbort = () => giveUp?.(new Error('aborted'));
  signal.addEventListener('abort', onAbort, { once: true });

  return {
    next(): Promise<IteratorResult<T>> {
      timer.refresh();
      return new Promise((resolve, reject) => {
        giveUp = reject;
        iterator.next().then(resolve, reject);
      });
    },
    stop(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      giveUp = undefined;
      // Not awaited: a generator that hangs in an outside call would hang this too.
      iterator.return?.().catch(() => undefined);
    },
  };
}
