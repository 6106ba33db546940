import { StoreUnavailable, UnknownOutcome } from '@latchkey/event-store';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 20;
const PAUSE_MS = 500;

/** Again while the store is away, for about ten seconds of pauses; `work` must be harmless to repeat. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const away = error instanceof StoreUnavailable || error instanceof UnknownOutcome;
      if (!away || attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
