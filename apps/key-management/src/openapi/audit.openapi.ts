import { EVENT_TYPES, OPERATIONS } from '../audit/audit.list';
import {
  idParameter,
  listParameters,
  listSchema,
  objectSchema,
  operation,
  orNull,
  queryParameter,
  ref,
  schemaRef,
  time,
  uuid,
} from './operation';

const orNullRef = (name: string): object => ({ anyOf: [schemaRef(name), { type: 'null' }] });
const text = { type: 'string' } as const;
const ordinal = { type: 'integer', minimum: 1, description: 'Counts the events of the log from 1.' };
const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const orNullHashes = { type: ['array', 'null'], items: hash };
const effective = { ...time, description: 'The largest time of this event and all before it: the one that counts.' };
const audited = (item: string, more: Record<string, object>): object =>
  objectSchema({ ...more, data: { type: 'array', items: schemaRef(item) }, pagination: schemaRef('Pagination') });

export const auditSchemas = {
  AuditEntry: objectSchema({
    ordinal,
    id: uuid,
    type: text,
    version: { type: 'integer', minimum: 0 },
    position: text,
    time: orNull(time),
    effective_at: effective,
    actor: orNullRef('Actor'),
    request_id: orNull(text),
    key_id: orNull(uuid),
    data: { type: 'object', additionalProperties: true, description: 'What the event says, without any secret.' },
  }),
  AuditEntryList: listSchema('AuditEntry'),
  AuditDeed: objectSchema({ ordinal, time, effective_at: effective, actor: schemaRef('Actor') }),
  AuditedKey: objectSchema({
    id: uuid,
    status: { type: 'string', enum: ['none', 'active', 'revoked'], description: '`none`: not made yet.' },
    label: orNull(text),
    display: orNull(text),
    scope: orNullRef('Scope'),
    effective_scope: orNullRef('Scope'),
    replaces: orNull(uuid),
    created: orNullRef('AuditDeed'),
    revoked: orNullRef('AuditDeed'),
  }),
  AuditMoment: objectSchema({
    at: time,
    ordinal: { ...ordinal, minimum: 0, description: 'Of the last event that counted then; 0: there was none.' },
    position: orNull(text),
    effective_at: orNull(time),
  }),
  AuditAsOf: audited('AuditedKey', {
    as_of: schemaRef('AuditMoment'),
    account: objectSchema({
      id: uuid,
      operating_model: { ...orNull(text), description: 'Null: the account was not open yet.' },
      merchant_ids: { type: 'array', items: uuid },
    }),
  }),
  AuditEdge: objectSchema({ ordinal, at: effective }),
  AuditSpan: objectSchema({ from: orNullRef('AuditEdge'), to: orNullRef('AuditEdge') }),
  KeyThatCould: objectSchema({
    key: schemaRef('AuditedKey'),
    why: { type: 'string', enum: ['unscoped', 'scope'] },
    spans: {
      type: ['array', 'null'],
      items: schemaRef('AuditSpan'),
      description: 'When it could, between two times. `from` null: before them already; `to` null: after them still.',
    },
  }),
  AuditWhoCould: audited('KeyThatCould', { from: orNullRef('AuditMoment'), to: schemaRef('AuditMoment') }),
  Seal: objectSchema({
    format: { const: 'latchkey-seal-1' },
    log: { type: 'string', enum: ['events', 'accesses', 'user-actions'] },
    log_id: text,
    size: { type: 'integer', minimum: 0 },
    root: hash,
    time,
    key: { ...text, description: 'Fingerprint of the public key that verifies it.' },
    signature: { ...text, description: 'Ed25519, base64.' },
    previous_size: { type: ['integer', 'null'] },
    consistency: { type: 'array', items: hash },
  }),
  SealList: listSchema('Seal'),
  AuditProof: objectSchema({
    event_id: uuid,
    ordinal,
    leaf_hash: hash,
    line: { ...text, description: 'The event in its public form, whose bytes are hashed.' },
    status: { type: 'string', enum: ['sealed', 'not_sealed_yet'] },
    seal: orNullRef('Seal'),
    proof: { ...orNullHashes, description: 'RFC 6962, from the leaf up; null: not sealed yet.' },
  }),
};

const common = {
  tag: 'Audit',
  aboutAccount: true,
  callers: ['operator', 'session', 'apiKey'],
  kind: 'read',
} as const;
const read = (schema: string) =>
  ({ status: 200, schema, headers: { 'x-latchkey-position': ref('headers/IndexPosition') } }) as const;
const list = listParameters(['created_at']);
const must = (parameter: object): object => ({ ...parameter, required: true });

export const auditPaths = {
  '/audit/history': {
    get: operation({
      ...common,
      summary: 'Read a key’s events',
      description: 'From the first on, unless `sort` says otherwise.',
      parameters: [must(queryParameter('key', text, 'The key’s id or its display form.')), ...list],
      answer: read('AuditEntryList'),
      problems: ['feature_not_in_scope', 'ambiguous_key'],
    }),
  },
  '/audit/as-of': {
    get: operation({
      ...common,
      summary: 'Read the account and its keys as they were at a time',
      description: 'Of a time that the index may not have reached yet, up to 2 s are waited.',
      parameters: [
        must(queryParameter('at', time, 'A date (its UTC midnight) or a time with a zone; not in the future.')),
        queryParameter('key_id', uuid, 'This key alone.'),
        queryParameter(
          'status',
          { type: 'string', enum: ['active', 'revoked', 'all'], default: 'all' },
          'As it was. Several values are separated by commas.',
        ),
        ...list,
      ],
      answer: read('AuditAsOf'),
      problems: ['feature_not_in_scope', 'audit_unavailable', 'position_not_reached'],
    }),
  },
  '/audit/who-could': {
    get: operation({
      ...common,
      summary: 'Find the keys that could do something at a time, or at any moment between two',
      description:
        'As auth would have answered then. `from` and `to` both count; a moment lies between two events, so that what began and ended within a millisecond counts.',
      parameters: [
        must(queryParameter('feature', { type: 'string', enum: OPERATIONS }, 'What is done.')),
        queryParameter('merchant_id', uuid, 'For whom; without it, for anybody or nobody.'),
        queryParameter(
          'destination',
          text,
          'Forwards only: could it go there? Without it a forward needs no allowed destination.',
        ),
        queryParameter('at', time, 'The time; or `from` and `to`.'),
        queryParameter('from', time, 'The first time.'),
        queryParameter('to', time, 'The last time.'),
        ...list,
      ],
      answer: read('AuditWhoCould'),
      problems: ['feature_not_in_scope', 'audit_unavailable', 'position_not_reached'],
    }),
  },
  '/audit/timeline': {
    get: operation({
      ...common,
      summary: 'List the events of the account and its keys',
      parameters: [
        queryParameter('from', time, 'From this effective time on.'),
        queryParameter('to', time, 'Before this effective time.'),
        queryParameter('type', { type: 'string', enum: EVENT_TYPES }, 'Several are separated by commas.'),
        queryParameter('actor', text, '`user:<id>` and the like; several are separated by commas.'),
        ...list,
      ],
      answer: read('AuditEntryList'),
      problems: ['feature_not_in_scope'],
    }),
  },
  '/audit/seals': {
    get: operation({
      ...common,
      summary: 'List the signed heads of the log',
      description: 'They are about the installation’s whole log: all that they tell of it is how long it is.',
      parameters: [
        queryParameter('log', { type: 'string', enum: ['events', 'user-actions'], default: 'events' }, 'Which log.'),
        ...list,
      ],
      answer: read('SealList'),
      problems: ['feature_not_in_scope', 'audit_unavailable'],
    }),
  },
  '/audit/proofs/{event}': {
    get: operation({
      ...common,
      summary: 'Prove that an event is in the sealed log',
      parameters: [idParameter('event', 'event')],
      answer: read('AuditProof'),
      problems: ['feature_not_in_scope', 'audit_unavailable'],
    }),
  },
};
