import type { Logger } from '@latchkey/platform';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Chore {
  readonly name: string;
  /** Does up to `limit` pieces of work; answers how many it did. */
  readonly run: (limit: number) => Promise<number>;
}

const EVERY_MS = 60_000;
const BITE = 1_000;

/** Runs every chore once a minute, in small bites, until the signal aborts. A chore that fails is tried again next time. */
export async function keepHouse(
  chores: readonly Chore[],
  logger: Logger,
  signal: AbortSignal,
  everyMs = EVERY_MS,
): Promise<void> {
  while (!signal.aborted) {
    for (const { name, run } of chores) {
      try {
        while (!signal.aborted && (await run(BITE)) === BITE);
      } catch (error) {
        logger.warn({ err: error, chore: name }, 'housekeeping failed');
      }
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
