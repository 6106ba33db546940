import type { JsonObject, Position, RecordedEvent } from './event-store.port';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A stored event from its stored members: `data` and `metadata` are read from the bytes. */
export function recordedEvent(
  stored: Omit<RecordedEvent, 'data' | 'metadata'> & { position: Position },
): RecordedEvent {
  return { ...stored, data: parse(stored.dataBytes), metadata: parse(stored.metadataBytes) };
}

function parse(bytes: Uint8Array): JsonObject {
  // Only `prepareAppend` makes these bytes, and only of objects.
  return JSON.parse(decoder.decode(bytes)) as JsonObject;
}
