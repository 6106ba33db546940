import { canonicalJson, type JsonObject, type RecordedEvent } from '@latchkey/event-store';
import { memberValues } from './member-values';
import { sha256 } from './tree-hash';

/** What a line is made of: of a recorded event the bytes, not what was read from them. */
export type StoredEvent = Pick<RecordedEvent, 'stream' | 'version' | 'id' | 'type' | 'dataBytes' | 'metadataBytes'>;

/**
 * An event as the world may know it, and as a seal covers it: canonical JSON (RFC 8785) of `{data, id, metadata, ordinal,
 * stream, type, version}`, without a line's end. `ordinal` counts the log's events from 1.
 *
 * It is joined from the stored bytes, as they are: whatever differs in them differs in the line. In a `KeyCreated` the stored
 * `data.verifier` gives way to `sha256:<hex>` of its own bytes, so that a line can be shown to others and still proves it.
 */
export function publicLine(ordinal: number, event: StoredEvent): Uint8Array {
  if (!isOrdinal(ordinal)) throw new RangeError('an ordinal is a whole number from 1');
  const data = event.type === 'KeyCreated' ? withoutVerifier(event.dataBytes) : event.dataBytes;
  const metadata = event.metadataBytes;
  const id = `,"id":${JSON.stringify(event.id)},"metadata":`;
  const rest = `,"ordinal":${ordinal},"stream":${JSON.stringify(event.stream)},"type":${JSON.stringify(event.type)},"version":${event.version}}`;
  const length = DATA.length + data.length + Buffer.byteLength(id) + metadata.length + Buffer.byteLength(rest);
  const line = Buffer.allocUnsafe(length);
  let at = line.write(DATA);
  line.set(data, at);
  at += data.length;
  at += line.write(id, at);
  line.set(metadata, at);
  line.write(rest, at + metadata.length);
  return line;
}

/** A row of one of the other logs, as it is sealed and exported. */
export function rowLine(row: JsonObject & { readonly ordinal: number }): Uint8Array {
  if (!isOrdinal(row.ordinal)) throw new RangeError('an ordinal is a whole number from 1');
  return canonicalJson(row);
}

export function isOrdinal(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

const DATA = '{"data":';

/**
 * Whatever stands there is replaced, and by nothing but its own bytes: were a text left as it is, a verifier could be
 * overwritten by its public form and the line would not change.
 */
function withoutVerifier(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const { start, end } of memberValues(data, 'verifier')) {
    const hash = Buffer.from(sha256(data.subarray(start, end))).toString('hex');
    parts.push(data.subarray(from, start), Buffer.from(`"sha256:${hash}"`));
    from = end;
  }
  return from === 0 ? data : Buffer.concat([...parts, data.subarray(from)]);
}
