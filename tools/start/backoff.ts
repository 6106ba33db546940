const FIRST_MS = 100;
const LONGEST_MS = 5_000;
/** Whoever lived for longer is not in a loop of crashes. */
const CALM_MS = 30_000;

/** Pauses between restarts: they double up to 5 s, and begin anew after half a minute of calm. */
export const backoff = (now: () => number = () => performance.now()): { nextMs(): number } => {
  let pauseMs = FIRST_MS;
  let last = -Infinity;
  return {
    nextMs() {
      pauseMs = now() - last > CALM_MS ? FIRST_MS : Math.min(pauseMs * 2, LONGEST_MS);
      last = now();
      return pauseMs;
    },
  };
};
