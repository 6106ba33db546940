import { createTiler, inclusionProof, leafHash, parsePublicLine, type ReadTile, TILE_WIDTH } from '@latchkey/seals';
import { notDone, unknown } from '../cli/audit-error';
import type { Fault, LogSource } from '../sources/log-source';

export interface FoundEvent {
  readonly ordinal: number;
  readonly line: Uint8Array;
}

/** Throws `AuditError` for an event that is not in the log. */
export async function findEvent(source: LogSource, eventId: string): Promise<FoundEvent> {
  const mark = Buffer.from(`,"id":"${eventId}",`);
  for await (const { entries } of source.batches(refuse)) {
    for (const { ordinal, line } of entries) {
      if (!viewOf(line).includes(mark)) continue;
      // The line is its batch's: it outlives that only as a copy.
      if (parsePublicLine(line).id === eventId) return { ordinal, line: Uint8Array.from(line) };
    }
  }
  throw unknown('no event of this id is in the log');
}

/**
 * The proof that leads from an event to the root of the first `size`, made of the log itself. Of the leaf hashes it keeps
 * those that a proof can need, 256 around the event and the last of the tree; of the levels above all, which is little.
 */
export async function proveInclusion(source: LogSource, ordinal: number, size: number): Promise<readonly Uint8Array[]> {
  const kept = new Set([ordinal - 1, size - 1].map((leaf) => Math.floor(leaf / TILE_WIDTH)));
  const tiles = new Map<string, Uint8Array>();
  const tiler = createTiler();
  for await (const { entries } of source.batches(refuse)) {
    for (const { line } of entries) if (tiler.size < size) tiler.append(leafHash(line));
    for (const { level, index, hashes } of tiler.take()) {
      if (level > 0 || kept.has(index)) tiles.set(`${level}/${index}`, hashes);
    }
  }
  if (tiler.size < size)
    throw notDone(`the head covers ${size} events, and the log holds ${tiler.size}: audit verify says more`);
  const read: ReadTile = (level, index) => Promise.resolve(tiles.get(`${level}/${index}`));
  return inclusionProof(read, ordinal, size);
}

const refuse = ({ kind, message }: Fault): never => {
  throw notDone(`the export is ${kind}: ${message}`);
};

const viewOf = (line: Uint8Array): Buffer => Buffer.from(line.buffer, line.byteOffset, line.byteLength);
