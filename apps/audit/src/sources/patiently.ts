import { StoreUnavailable } from '@latchkey/event-store';
import { isConnectionError } from '@latchkey/postgres';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 20;
const PAUSE_MS = 500;

export const isAway = (error: unknown): boolean => error instanceof StoreUnavailable || isConnectionError(error);

/** Again while it is away, for about ten seconds of pauses; `work` must be harmless to repeat. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
