import { pause } from '@latchkey/event-store';
import type { Logger } from '@latchkey/platform';
import type { LastUsedStore } from './last-used.port';
import type { UseNotes } from './use-notes';

export interface WriteUsesOptions {
  readonly notes: UseNotes;
  readonly store: Pick<LastUsedStore, 'write'>;
  readonly logger: Logger;
  readonly onFlush: (outcome: 'written' | 'failed') => void;
  /** Default 1,000. */
  readonly everyMs?: number;
}

const EVERY_MS = 1_000;
const MAX_PAUSE_MS = 8_000;
export const MAX_BATCH = 5_000;

/**
 * Stores what was noted, once a second, until the signal aborts, and then once more. What cannot be stored stays noted, in
 * memory for one entry a key, and is tried again, less often the longer it fails. Never rejects.
 */
export async function writeUses(options: WriteUsesOptions, signal: AbortSignal): Promise<void> {
  const { notes, store, logger, onFlush, everyMs = EVERY_MS } = options;
  let failures = 0;

  async function flush(): Promise<void> {
    for (let size = MAX_BATCH; size === MAX_BATCH && notes.size > 0;) {
      const uses = notes.take(MAX_BATCH);
      size = uses.size;
      try {
        await store.write(uses);
      } catch (error) {
        notes.putBack(uses);
        onFlush('failed');
        if (failures++ === 0) logger.warn({ err: error, keys: notes.size }, 'cannot store when keys were used');
        return;
      }
      onFlush('written');
      if (failures > 0) logger.info({ failures }, 'it is stored again when keys were used');
      failures = 0;
    }
  }

  while (!signal.aborted) {
    const longer = Math.min(MAX_PAUSE_MS, everyMs * 2 ** Math.min(failures, 10));
    // Replicas that were started together do not write at the same moments for ever.
    await pause(longer * (0.9 + Math.random() / 10), signal);
    await flush();
  }
  await flush();
  if (notes.size > 0) logger.warn({ keys: notes.size }, 'the latest uses of these keys are lost');
}
