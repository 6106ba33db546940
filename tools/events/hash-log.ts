import type { EventStore } from '@latchkey/event-store';
import { createHash, type Hash } from 'node:crypto';
import { readLog } from './read-log';

export interface LogHash {
  readonly events: number;
  /** Over stream, version, id, type, data and metadata of every event in the order of the log, each with its length before it. */
  readonly sha256: string;
}

export async function hashLog(store: EventStore, onProgress?: (events: number) => void): Promise<LogHash> {
  const hash = createHash('sha256');
  let events = 0;
  for await (const { stream, version, id, type, dataBytes, metadataBytes } of readLog(store)) {
    for (const text of [stream, String(version), id, type]) add(hash, Buffer.from(text));
    add(hash, dataBytes);
    add(hash, metadataBytes);
    events++;
    onProgress?.(events);
  }
  return { events, sha256: hash.digest('hex') };
}

function add(hash: Hash, bytes: Uint8Array): void {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  hash.update(length).update(bytes);
}
