import { HASH_BYTES, TILE_WIDTH } from '@latchkey/seals';
import type { Batch } from './log-source';
import type { SealTables } from './seal-tables';

const TILES_AT_ONCE = 16;
export const HASHES_AT_ONCE = TILES_AT_ONCE * TILE_WIDTH;

/** The leaf hashes that are kept beside a log, in their order. */
export interface StatedReader {
  /** At most `count` hashes, one after the other; fewer only at their end. */
  take(count: number): Promise<Uint8Array>;
}

/**
 * Puts beside each entry the leaf hash that is kept for its place, counted from where the reader is: where an event is
 * missing, what follows stands beside the hash of the one before. Hashes for which there is no entry any more come last.
 */
export async function* withStated(batches: AsyncIterable<Batch>, stated: StatedReader): AsyncGenerator<Batch> {
  for await (const batch of batches) yield { ...batch, stated: await stated.take(batch.entries.length) };
  for (;;) {
    const rest = await stated.take(HASHES_AT_ONCE);
    if (rest.length === 0) return;
    yield { entries: [], stated: rest };
  }
}

export function createStatedReader(tables: Pick<SealTables, 'leaves'>): StatedReader {
  let ready: Uint8Array = new Uint8Array();
  let nextTile = 0;
  let ended = false;
  return {
    async take(count) {
      while (!ended && ready.length < count * HASH_BYTES) {
        const more = await tables.leaves(nextTile, nextTile + TILES_AT_ONCE);
        ready = Buffer.concat([ready, more]);
        nextTile += TILES_AT_ONCE;
        ended = more.length < HASHES_AT_ONCE * HASH_BYTES;
      }
      const taken = ready.subarray(0, count * HASH_BYTES);
      ready = ready.subarray(taken.length);
      return taken;
    },
  };
}
