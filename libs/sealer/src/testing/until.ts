const EVERY_MS = 10;

/** Waits until it holds; after `withinMs` the test has failed. */
export const until = async (holds: () => Promise<boolean> | boolean, withinMs = 15_000): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it does not come to hold');
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
};
