import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a condition of another process; fails when it does not come about within 10 s. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${condition.toString()}`);
    await sleep(5);
  }
}
