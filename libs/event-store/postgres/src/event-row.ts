import { formatPosition, recordedEvent, type RecordedEvent } from '@latchkey/event-store';
import { parseBigint } from '@latchkey/postgres';

/** An event as the statements select it, at the end of a row; all null when there is none. */
export type EventColumns = [
  position: string | null,
  stream: string,
  version: number,
  id: string,
  type: string,
  data: Uint8Array,
  metadata: Uint8Array,
];

export function eventFromColumns(logId: string, columns: EventColumns): RecordedEvent | undefined {
  const [position, stream, version, id, type, dataBytes, metadataBytes] = columns;
  if (position === null) return undefined;
  return recordedEvent({
    id,
    type,
    stream,
    version,
    position: formatPosition(logId, parseBigint(position)),
    dataBytes,
    metadataBytes,
  });
}
