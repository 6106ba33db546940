import {
  canonicalJson,
  isStreamName,
  type JsonObject,
  type RecordedEvent,
  StoreUnavailable,
} from '@latchkey/event-store';
import type { EsdbRecord } from './esdb-connection';
import { formatEsdbPosition } from './esdb-position';

/** Holds the log's id. Nobody sees it who follows the log. */
export const LOG_STREAM = 'latchkey-log';

/** Written by Latchkey: no event of the server's own (`$…`), which come, go and are not counted. */
export function isOurs({ stream }: EsdbRecord): boolean {
  return isStreamName(stream);
}

export function isEvent(record: EsdbRecord): boolean {
  return isOurs(record) && record.stream !== LOG_STREAM;
}

/**
 * The client hands over what it has parsed. It was canonical JSON when it was written, and one value has one canonical form,
 * so these are the bytes of `prepareAppend`. Throws `StoreUnavailable` for what Latchkey never wrote.
 */
export function storedEvent(record: EsdbRecord, logId: string): RecordedEvent {
  const { stream, version, id, type, point } = record;
  const [data, metadata] = [objectIn(record, 'data'), objectIn(record, 'metadata')];
  return {
    id,
    type,
    stream,
    version,
    position: formatEsdbPosition(logId, point),
    data,
    metadata,
    dataBytes: canonicalJson(data),
    metadataBytes: canonicalJson(metadata),
  };
}

function objectIn(record: EsdbRecord, member: 'data' | 'metadata'): JsonObject {
  const value = record[member];
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Uint8Array) {
    throw new StoreUnavailable(
      `the log holds an event that was not written by Latchkey: ${record.id} in stream ${record.stream}`,
    );
  }
  return value as JsonObject; // parsed from JSON
}
