import { StoreUnavailable } from '@latchkey/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { EsdbFailure } from './esdb-failure';

const ATTEMPTS = 3;
const PAUSE_MS = 50;

/** Reading twice is harmless, and a connection may have died unnoticed. `read` is told how long it may take. */
export async function readAgain<T>(deadline: number, read: (timeoutMs: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    // Not all of the time at once: an answer that never comes leaves some for asking again.
    const timeoutMs = Math.max(1, (deadline - performance.now()) * 0.6);
    try {
      return await read(timeoutMs);
    } catch (error) {
      if (!(error instanceof EsdbFailure)) throw error;
      const hopeless = error.kind === 'refused' || attempt === ATTEMPTS || performance.now() + PAUSE_MS > deadline;
      if (hopeless) throw error;
      await sleep(PAUSE_MS * (0.5 + Math.random()));
    }
  }
}

/** What a reader's caller is told. */
export function unavailable(error: unknown): unknown {
  return error instanceof EsdbFailure ? new StoreUnavailable(error.message, { cause: error }) : error;
}
