import type { Actor } from '@latchkey/accounts-domain';
import type { PublishedEvents, PublishedType } from './published-events';
import { recordValidators } from './record-validators';
import { headerNames } from './schemas/headers.schema';

/** A record as a consumer gets it: of it nothing is known yet. */
export interface UnreadRecord {
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Uint8Array | null;
}

/** Where an event stands, which can be told of any type. */
export interface Envelope {
  readonly type: string;
  /** The record's key: a key's id or an account's. */
  readonly subject: string;
  /** Of the subject's events, from 0 on. */
  readonly version: number;
}

interface EventOf<Type extends PublishedType> extends Envelope {
  readonly type: Type;
  readonly data: PublishedEvents[Type];
  readonly id: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly time: string;
  readonly position: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string;
}
export type PublishedEvent<Type extends PublishedType = PublishedType> = { [Each in Type]: EventOf<Each> }[Type];

/** Reasons name a rule and a member, and never quote a value. */
export type ReadRecord =
  | { readonly kind: 'event'; readonly envelope: Envelope; readonly event: PublishedEvent }
  /** Of a newer version of the contract. */
  | { readonly kind: 'unknown-type'; readonly envelope: Envelope }
  | { readonly kind: 'violation'; readonly envelope: Envelope; readonly reason: string }
  /** Not even its subject or its version can be told. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Headers that the contract does not name are let be: what carries records on their way may add some. */
export function readPublishedRecord({ key, headers, value }: UnreadRecord): ReadRecord {
  const envelope = envelopeOf(key, headers);
  if (typeof envelope === 'string') return { kind: 'unreadable', reason: envelope };
  const validators = recordValidators.get(envelope.type);
  if (!validators) return { kind: 'unknown-type', envelope };
  const data = parse(value);
  const named = Object.fromEntries(headerNames.flatMap((name) => (name in headers ? [[name, headers[name]]] : [])));
  const inHeaders = validators.headers(named);
  if (inHeaders !== null) return { kind: 'violation', envelope, reason: `headers ${inHeaders}` };
  const inData = validators.data(data);
  if (inData !== null) return { kind: 'violation', envelope, reason: `data ${inData}` };
  return { kind: 'event', envelope, event: eventOf(envelope, headers, data) };
}

function envelopeOf(key: string | null, headers: Readonly<Record<string, string>>): Envelope | string {
  const { ce_specversion, ce_type, ce_subject, ce_streamversion = '' } = headers;
  if (ce_specversion !== '1.0' || !ce_type) return 'it is no CloudEvent 1.0';
  if (!key || ce_subject !== key) return 'its key is not its subject';
  if (!/^(0|[1-9][0-9]{0,14})$/.test(ce_streamversion)) return 'it has no stream version';
  return { type: ce_type, subject: key, version: Number(ce_streamversion) };
}

/** What is not JSON in UTF-8 is undefined, which no schema takes. */
function parse(value: Uint8Array | null): unknown {
  try {
    return value === null ? undefined : JSON.parse(decoder.decode(value));
  } catch {
    return undefined;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function eventOf(envelope: Envelope, headers: Readonly<Record<string, string>>, data: unknown): PublishedEvent {
  // Both have just been found to be what the schemas of this very type say.
  return {
    ...envelope,
    data,
    id: headers.ce_id,
    time: headers.ce_time,
    position: headers.ce_position,
    actor: { type: headers.ce_actortype, id: headers.ce_actorid },
    correlationId: headers.ce_correlationid,
    causationId: headers.ce_causationid,
  } as PublishedEvent;
}
