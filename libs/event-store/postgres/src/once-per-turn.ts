/** Calls of one turn of the event loop share one run of `work`, which begins after all of them. */
export function oncePerTurn<T>(work: () => Promise<T>): () => Promise<T> {
  let shared: Promise<T> | undefined;
  return () =>
    (shared ??= new Promise((resolve) => {
      setImmediate(() => {
        shared = undefined;
        resolve(work());
      });
    }));
}
