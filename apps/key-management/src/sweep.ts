import { pause } from '@latchkey/event-store';

const EVERY_MS = 60_000;
const BATCH = 1_000;

/** Deletes what has expired, oldest first, and answers how many there were. */
export interface Sweeper {
  /** In words, for the log. */
  readonly what: string;
  sweep(limit: number): Promise<number>;
}

/** Runs each of them until the signal aborts. */
export const sweepForever = async (
  sweepers: readonly Sweeper[],
  log: { warn(details: object, message: string): void },
  signal: AbortSignal,
): Promise<void> => {
  await Promise.all(sweepers.map((sweeper) => sweepOne(sweeper, log, signal)));
};

const sweepOne = async (
  { what, sweep }: Sweeper,
  log: { warn(details: object, message: string): void },
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const swept = await sweep(BATCH).catch((error: unknown) => {
      log.warn({ err: error }, `cannot delete expired ${what}`);
      return 0;
    });
    if (swept < BATCH) await pause(EVERY_MS * (0.5 + Math.random()), signal);
  }
};
