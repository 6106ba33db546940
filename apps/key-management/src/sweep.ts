import { pause } from '@latchkey/event-store';
import type { Idempotency } from '@latchkey/idempotency';

const EVERY_MS = 60_000;
const BATCH = 1_000;

/** Deletes idempotency records that have expired, until the signal aborts. */
export const sweepForever = async (
  idempotency: Pick<Idempotency, 'sweep'>,
  log: { warn(details: object, message: string): void },
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    const swept = await idempotency.sweep(BATCH).catch((error: unknown) => {
      log.warn({ err: error }, 'cannot delete expired idempotency records');
      return 0;
    });
    if (swept < BATCH) await pause(EVERY_MS * (0.5 + Math.random()), signal);
  }
};
