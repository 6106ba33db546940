export const ABORTED = Symbol('aborted');

/** Stops waiting, not the work. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | typeof ABORTED> {
  const { promise, resolve } = Promise.withResolvers<typeof ABORTED>();
  const stop = () => resolve(ABORTED);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) stop();
    return await Promise.race([promise, work]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Runs with a signal that fires with any of `signals`, or after `timeoutMs`. */
export async function within<T>(
  signals: readonly AbortSignal[],
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const timer = setTimeout(stop, timeoutMs);
  for (const signal of signals) signal.addEventListener('abort', stop, { once: true });
  try {
    if (signals.some((signal) => signal.aborted)) stop();
    return await run(abort.signal);
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener('abort', stop);
  }
}
