import { useSyncExternalStore } from 'react';

const STEP_MS = 30_000;
let now = new Date();

/** The time, renewed twice a minute. */
export const useNow = (): Date => useSyncExternalStore(follow, () => now);

function follow(listener: () => void): () => void {
  if (Date.now() - now.getTime() > STEP_MS) now = new Date();
  const timer = setInterval(() => {
    now = new Date();
    listener();
  }, STEP_MS);
  return () => clearInterval(timer);
}
