import { canonicalJson } from './canonical-json';
import { InvalidAppend } from './errors';
import type { ExpectedVersion, NewEvent } from './event-store.port';

export const MAX_EVENTS_PER_APPEND = 100;
export const MAX_DATA_BYTES = 256 * 1024;
export const MAX_METADATA_BYTES = 16 * 1024;
/** Of all data and metadata together. EventStoreDB takes no more than 1 MiB, names and all, unless it is told to. */
export const MAX_APPEND_BYTES = 512 * 1024;

const STREAM = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,199}$/;
const TYPE = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly dataBytes: Uint8Array;
  readonly metadataBytes: Uint8Array;
}

/** An append as every adapter stores it: checked, and turned into bytes once, so that retries repeat the same bytes. */
export interface PreparedAppend {
  readonly stream: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly PreparedEvent[];
}

/** Throws `InvalidAppend` for what no adapter would store. */
export function prepareAppend(stream: string, expected: ExpectedVersion, events: readonly NewEvent[]): PreparedAppend {
  require(isStreamName(stream), 'bad stream name');
  require(expected === 'no-stream' || (Number.isSafeInteger(expected) && expected >= 0), 'bad expected version');
  require(events.length > 0 &&
    events.length <= MAX_EVENTS_PER_APPEND, `an append has 1 to ${MAX_EVENTS_PER_APPEND} events`);
  require(new Set(events.map((event) => event.id)).size === events.length, 'an event id occurs twice in one append');
  const prepared = events.map(prepareEvent);
  require(bytesOf(prepared) <=
    MAX_APPEND_BYTES, `an append has at most ${MAX_APPEND_BYTES} bytes of data and metadata`);
  return { stream, expected, events: prepared };
}

/** Whether these events are neither too many nor too large for one append: for who decides what a caller may ask for. */
export function fitsOneAppend(events: readonly Pick<NewEvent, 'data' | 'metadata'>[]): boolean {
  const sized = events.map(({ data, metadata }) => ({
    dataBytes: canonicalJson(data),
    metadataBytes: canonicalJson(metadata),
  }));
  return (
    events.length <= MAX_EVENTS_PER_APPEND &&
    sized.every(({ dataBytes }) => dataBytes.length <= MAX_DATA_BYTES) &&
    bytesOf(sized) <= MAX_APPEND_BYTES
  );
}

const bytesOf = (events: readonly Pick<PreparedEvent, 'dataBytes' | 'metadataBytes'>[]): number =>
  events.reduce((sum, { dataBytes, metadataBytes }) => sum + dataBytes.length + metadataBytes.length, 0);

export function isStreamName(stream: string): boolean {
  return STREAM.test(stream);
}

function prepareEvent(event: NewEvent): PreparedEvent {
  require(UUID.test(event.id), 'an event id is a lower-case UUID');
  require(TYPE.test(event.type), 'bad event type');
  const dataBytes = bytes(event, 'data');
  const metadataBytes = bytes(event, 'metadata');
  require(dataBytes.length <= MAX_DATA_BYTES, `event data is at most ${MAX_DATA_BYTES} bytes`);
  require(metadataBytes.length <= MAX_METADATA_BYTES, `event metadata is at most ${MAX_METADATA_BYTES} bytes`);
  return { id: event.id, type: event.type, dataBytes, metadataBytes };
}

function bytes(event: NewEvent, member: 'data' | 'metadata'): Uint8Array {
  try {
    return canonicalJson(event[member]);
  } catch (cause) {
    throw new InvalidAppend(`event ${member} is not exact JSON`, { cause });
  }
}

function require(holds: boolean, message: string): void {
  if (!holds) throw new InvalidAppend(message);
}
