import { openEventStore } from '@latchkey/event-store-open';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start/start-error';

const WITHIN_MS = 120_000;
const PAUSE_MS = 500;

/** Returns when the store has said where its log ends. The one that a profile adds may start after us. */
export const awaitEventStore = async (url: string, signal: AbortSignal, withinMs = WITHIN_MS): Promise<void> => {
  const store = openEventStore({ url, applicationName: 'latchkey-setup' });
  const end = performance.now() + withinMs;
  try {
    for (;;) {
      try {
        await store.head();
        return;
      } catch (cause) {
        signal.throwIfAborted();
        if (performance.now() > end) throw unreachable(cause);
      }
      await sleep(PAUSE_MS, undefined, { signal });
    }
  } finally {
    await store.close();
  }
};

const unreachable = (cause: unknown): StartError =>
  new StartError(
    `The event store that EVENT_STORE_URL names does not answer (${cause instanceof Error ? cause.message : 'unknown error'}).`,
    { cause },
  );
