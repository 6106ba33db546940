import { ACTOR_TYPES } from '@latchkey/accounts-domain';
import { described, exactly, oneOf, uuidV4 } from './json-schema';

export const SPEC_VERSION = '1.0';
export const SOURCE = '/latchkey/key-management';
export const CONTENT_TYPE = 'application/json';

/** By the Kafka binding of CloudEvents: attributes have the prefix `ce_`, extensions like the rest. */
export interface PublishedHeaders extends Readonly<Record<string, string>> {
  readonly 'content-type': string;
  readonly ce_specversion: string;
  /** The id of the stored event: the same each time a record comes. */
  readonly ce_id: string;
  readonly ce_source: string;
  readonly ce_type: string;
  readonly ce_time: string;
  readonly ce_subject: string;
  readonly ce_streamversion: string;
  readonly ce_position: string;
  readonly ce_actortype: string;
  readonly ce_actorid: string;
  readonly ce_correlationid: string;
  readonly ce_causationid: string;
}
/** Without an index signature, so that a schema has to name every one. */
type HeaderNames = { readonly [Name in keyof PublishedHeaders as string extends Name ? never : Name]: string };

const printable = {
  type: 'string',
  pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$',
  maxLength: 256,
};

/** Of the records of one type. */
export const headersSchema = (type: string) =>
  exactly<HeaderNames>({
    'content-type': { const: CONTENT_TYPE },
    ce_specversion: { const: SPEC_VERSION },
    ce_id: described('The event’s id: the same each time the record comes.', uuid),
    ce_source: { const: SOURCE },
    ce_type: { const: type },
    ce_time: described('When it happened, by the clock of who wrote it.', {
      type: 'string',
      pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
    }),
    ce_subject: described('What it is about: the id that is the record’s key too.', uuidV4),
    ce_streamversion: described('Counts the events of one subject, from 0 on. Apply last + 1 only.', {
      type: 'string',
      pattern: '^(0|[1-9][0-9]{0,14})$',
    }),
    ce_position: described('The event’s place in the log. Opaque.', printable),
    ce_actortype: described('Who did it.', oneOf(ACTOR_TYPES)),
    ce_actorid: described('Whose id it is depends on the type; an operator’s is a name.', printable),
    ce_correlationid: described('The request that led to it.', printable),
    ce_causationid: described('The command that led to it.', printable),
  });

const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' };

export const headerNames: readonly string[] = Object.keys(headersSchema('').properties);
