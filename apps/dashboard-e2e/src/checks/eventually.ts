import { setTimeout as sleep } from 'node:timers/promises';

const WITHIN_MS = 10_000;

/** For what a page comes to show by and by: repeats the check until it holds. */
export const eventually = async (check: () => Promise<void>): Promise<void> => {
  const end = performance.now() + WITHIN_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(50);
    }
  }
};
