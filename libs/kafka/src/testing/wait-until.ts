import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for what another process does; fails when it does not come about within 30 s. */
export const waitUntil = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${condition.toString()}`);
    await sleep(20);
  }
};
