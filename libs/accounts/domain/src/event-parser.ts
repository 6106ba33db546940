import { ACTOR_TYPES, type EventMetadata, SCHEMA_VERSION } from './event-metadata';
import { isObjectOf, isOneOf, isString, type Members, wrongMemberOf } from './json-shape';

/** The reason begins with `unknown type`, `unknown schema version` or `malformed`, and never quotes a value. */
export type ParsedEvent<Event> =
  { readonly ok: true; readonly event: Event } | { readonly ok: false; readonly reason: string };

interface AnyEvent {
  readonly type: string;
  readonly data: object;
  readonly metadata: EventMetadata;
}
export interface StoredEvent {
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}
export type EventShapes<Event extends AnyEvent> = {
  readonly [Type in Event['type']]: Members<Extract<Event, { type: Type }>['data']>;
};
/** By the schema version they start from: each turns an event into one of the next version, its metadata apart. */
export type Upcasters = Readonly<Record<number, (stored: StoredEvent) => StoredEvent>>;

/**
 * A parser of stored events. It checks their shape, not today's rules for what may be sent: an event that was right
 * when it was stored stays readable when a rule becomes stricter.
 */
export function eventParser<Event extends AnyEvent>(shapes: EventShapes<Event>, upcasters: Upcasters = {}) {
  const wrongMemberByType = new Map(
    Object.entries<object>(shapes).map(([type, members]) => [type, wrongMemberOf(members)]),
  );
  return (type: string, data: unknown, metadata: unknown): ParsedEvent<Event> => {
    const current = upcast({ type, data, metadata }, upcasters);
    if (!current) return { ok: false, reason: 'unknown schema version' };
    const wrongMember = wrongMemberByType.get(current.type);
    if (!wrongMember) return { ok: false, reason: 'unknown type' };
    const inMetadata = wrongMemberOfMetadata(current.metadata);
    if (inMetadata !== null)
      return { ok: false, reason: `malformed ${current.type}: metadata ${inMetadata}`.trimEnd() };
    const inData = wrongMember(current.data);
    if (inData !== null) return { ok: false, reason: `malformed ${current.type}: data ${inData}`.trimEnd() };
    // The members of this very type have just been found to be there.
    return { ok: true, event: current as unknown as Event };
  };
}

function upcast(stored: StoredEvent, upcasters: Upcasters): StoredEvent | null {
  const version = schemaVersionOf(stored.metadata);
  if (version === SCHEMA_VERSION) return stored;
  const step = upcasters[version];
  if (!step) return null;
  const { type, data } = step(stored);
  return upcast({ type, data, metadata: { ...(stored.metadata as object), schemaVersion: version + 1 } }, upcasters);
}

/** Infinity, which no step starts from, for what has none. */
function schemaVersionOf(metadata: unknown): number {
  const version =
    typeof metadata === 'object' && metadata !== null && 'schemaVersion' in metadata && metadata.schemaVersion;
  return typeof version === 'number' && Number.isInteger(version) ? version : Infinity;
}

const isoTime = /^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]{3}Z$/;

const metadataMembers: Members<EventMetadata> = {
  schemaVersion: (json): json is typeof SCHEMA_VERSION => json === SCHEMA_VERSION,
  actor: isObjectOf({ type: isOneOf(ACTOR_TYPES), id: isString }),
  correlationId: isString,
  causationId: isString,
  time: (json): json is string => isString(json) && isoTime.test(json),
};
const wrongMemberOfMetadata = wrongMemberOf(metadataMembers);
