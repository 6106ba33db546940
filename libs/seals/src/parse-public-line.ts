import { canonicalJson, isStreamName, type JsonObject, type JsonValue } from '@latchkey/event-store';
import { isOrdinal } from './public-line';

/** An event as its public line says it; in a `KeyCreated` the verifier is a text, its hash. */
export interface PublicEvent {
  readonly ordinal: number;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** Not a public line. The message says why and holds nothing of the line. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

/** Throws `BadLine` for whatever `publicLine` would not have made of an event of ours. */
export function parsePublicLine(line: Uint8Array): PublicEvent {
  const text = decode(line);
  const event = parse(text);
  require(isObject(event), 'it is not a JSON object');
  require(Object.keys(event).join() === MEMBERS, `its members are not ${MEMBERS}`);
  const { data, id, metadata, ordinal, stream, type, version } = event;
  require(isObject(data) && isObject(metadata), 'data or metadata is not an object');
  require(typeof id === 'string' && UUID.test(id), 'its id is not a UUID');
  require(isOrdinal(ordinal), 'its ordinal is not a whole number from 1');
  require(typeof stream === 'string' && isStreamName(stream), 'its stream has no name of a stream');
  require(typeof type === 'string' && TYPE.test(type), 'its type has no name of a type');
  require(typeof version === 'number' &&
    Number.isSafeInteger(version) &&
    version >= 0, 'its version is not a whole number');
  require(isCanonical(text, event), 'it is not canonical JSON');
  return { ordinal, stream, version, id, type, data, metadata };
}

const MEMBERS = 'data,id,metadata,ordinal,stream,type,version';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TYPE = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(line: Uint8Array): string {
  try {
    return decoder.decode(line);
  } catch {
    throw new BadLine('it is not UTF-8');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text around the fault.
    throw new BadLine('it is not JSON');
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Two spellings of one event would be two events to a hash, and one to whoever reads them. */
function isCanonical(text: string, event: JsonObject): boolean {
  // RFC 8785 is what JSON.stringify writes of sorted members; but it also writes lone surrogates, as escapes, and the rare
  // names that look like numbers have lost their place in an object: these are looked at in the slow way.
  if (isSorted(event) && JSON.stringify(event) === text && !text.includes('\\ud')) return true;
  try {
    return new TextDecoder().decode(canonicalJson(event)) === text;
  } catch {
    return false;
  }
}

function isSorted(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before = '';
  for (const [name, member] of Object.entries(value)) {
    if (name < before || !isSorted(member)) return false;
    before = name;
  }
  return true;
}

function require(holds: boolean, reason: string): asserts holds {
  if (!holds) throw new BadLine(reason);
}
