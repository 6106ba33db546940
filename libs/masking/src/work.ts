/** A computation in pieces: it yields between two of them, each so short that a server can wait for it. */
export type Work<T> = Generator<undefined, T, undefined>;

/** How many bytes or symbols a pass looks at before it yields. */
export const PIECE = 32_768;

/** How long pieces run one after the other before others get a turn. */
const TURN_MS = 8;

/** All of it at once. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same, but the event loop gets a turn again and again. */
export async function finishInTurns<T>(work: Work<T>): Promise<T> {
  for (let begun = performance.now(); ;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - begun < TURN_MS) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    begun = performance.now();
  }
}
