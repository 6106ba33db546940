import { accountEventFromJson, accountStream, type EventMetadata, type ParsedEvent } from '@latchkey/accounts-domain';
import { canonicalJson, type JsonValue, type RecordedEvent } from '@latchkey/event-store';
import { keyEventFromJson, keyStream } from '@latchkey/keys-domain';
import { accountPublications } from './publications/account.publications';
import { apiKeyPublications } from './publications/api-key.publications';
import type { Publication } from './publications/publication';
import type { PublishedRecord } from './published-record';
import { recordValidators } from './record-validators';
import { CONTENT_TYPE, type PublishedHeaders, SOURCE, SPEC_VERSION } from './schemas/headers.schema';
import { topics } from './topics';
import { UnpublishableEvent } from './unpublishable-event';

/**
 * What everybody else gets to see of a stored event. The same event gives the same bytes. Throws `UnpublishableEvent`
 * for what is not one of ours (an unknown type, another stream) and for what would break the published schema.
 */
export function toPublishedRecord(event: RecordedEvent): PublishedRecord {
  const { topic, key, publication, data: stored, metadata } = understood(event);
  const data = publication.data(stored);
  const headers = headersOf(event, publication.type, key, metadata);
  const validators = recordValidators.get(publication.type);
  const violation = validators
    ? (prefixed('data', validators.data(data)) ?? prefixed('headers', validators.headers(headers)))
    : 'no schema';
  if (violation !== null) throw unpublishable(event, violation);
  return { topic, key, headers, value: canonicalJson(data as JsonValue) };
}

interface Understood {
  readonly topic: string;
  readonly key: string;
  readonly publication: Publication;
  /** What `publication` takes. */
  readonly data: never;
  readonly metadata: EventMetadata;
}

function understood(event: RecordedEvent): Understood {
  const { type, data, metadata, stream } = event;
  if (stream.startsWith('apikey-')) {
    const key = parsed(event, keyEventFromJson(type, data, metadata));
    return understoodAs(event, topics.apiKeys, key.data.keyId, keyStream, apiKeyPublications[key.type], key);
  }
  const account = parsed(event, accountEventFromJson(type, data, metadata));
  const publication = accountPublications[account.type];
  return understoodAs(event, topics.accounts, account.data.accountId, accountStream, publication, account);
}

function parsed<Event>(event: RecordedEvent, result: ParsedEvent<Event>): Event {
  if (!result.ok) throw unpublishable(event, result.reason);
  return result.event;
}

function understoodAs(
  event: RecordedEvent,
  topic: string,
  key: string,
  streamOf: (id: string) => string,
  publication: Publication,
  { data, metadata }: { readonly data: unknown; readonly metadata: EventMetadata },
): Understood {
  // Else it would be counted among another subject's versions.
  if (event.stream !== streamOf(key)) throw unpublishable(event, 'it is in the stream of another subject');
  // The publication was looked up by the type that the data was parsed as.
  return { topic, key, publication, data: data as never, metadata };
}

const headersOf = (
  event: RecordedEvent,
  type: string,
  subject: string,
  { actor, correlationId, causationId, time }: EventMetadata,
): PublishedHeaders => ({
  'content-type': CONTENT_TYPE,
  ce_specversion: SPEC_VERSION,
  ce_id: event.id,
  ce_source: SOURCE,
  ce_type: type,
  ce_time: time,
  ce_subject: subject,
  ce_streamversion: String(event.version),
  ce_position: event.position,
  ce_actortype: actor.type,
  ce_actorid: actor.id,
  ce_correlationid: correlationId,
  ce_causationid: causationId,
});

const prefixed = (part: string, violation: string | null): string | null => violation && `${part} ${violation}`;

const unpublishable = ({ type, position }: RecordedEvent, reason: string) =>
  new UnpublishableEvent(type, position, reason);
