import { ACTOR_TYPES, FEATURES } from '@latchkey/accounts-domain';
import { MAX_SCOPE_MERCHANTS } from '../keys/key.dto';
import { confirmation, waitParameters } from './destinations.openapi';
import {
  idParameter,
  listParameters,
  listSchema,
  objectSchema,
  operation,
  orNull,
  queryParameter,
  schemaRef,
  time,
  uuid,
} from './operation';

const orNullRef = (name: string): object => ({ anyOf: [schemaRef(name), { type: 'null' }] });
const label = { type: 'string', description: '1 to 100 characters, no control characters, nothing secret.' };

const KEY = {
  id: uuid,
  label,
  display: { type: 'string', examples: ['lk_test_3fK9aB…x7Qe'] },
  status: { type: 'string', enum: ['active', 'revoked'] },
  account_id: uuid,
  scope: orNullRef('Scope'),
  effective_scope: orNullRef('Scope'),
  replaces: orNull(uuid),
  created_at: time,
  created_by: schemaRef('Actor'),
  revoked_at: orNull(time),
  revoked_by: orNullRef('Actor'),
  last_used_at: {
    ...orNull(time),
    description:
      'The second in which commerce was last allowed something with the key, shown within a few seconds of it; calls to ' +
      'this service do not count. Null: never, or nobody tells this service.',
  },
};

export const keySchemas = {
  Actor: objectSchema({ type: { type: 'string', enum: ACTOR_TYPES }, id: { type: 'string' } }),
  Scope: objectSchema({
    merchant_ids: { type: 'array', items: uuid },
    features: { type: 'array', items: { type: 'string', enum: FEATURES } },
  }),
  Key: objectSchema(KEY),
  KeyList: listSchema('Key'),
  CreatedKey: objectSchema(
    {
      ...KEY,
      secret: {
        type: ['string', 'null'],
        description: 'The whole key, in this answer alone; null when it is repeated.',
      },
      secret_unavailable: { const: true, description: 'Only with `secret: null`.' },
    },
    ['secret_unavailable'],
  ),
  CreateKey: objectSchema(
    {
      label: { ...label, minLength: 1, examples: ['Checkout EU', 'Backend'] },
      scope: orNullRef('NewScope'),
      replaces: { ...uuid, type: ['string', 'null'], description: 'Another key of the account, to link the two.' },
    },
    ['scope', 'replaces'],
  ),
  NewScope: objectSchema({
    merchant_ids: { type: 'array', items: uuid, minItems: 1, maxItems: MAX_SCOPE_MERCHANTS },
    features: { type: 'array', items: { type: 'string', enum: FEATURES }, minItems: 1 },
  }),
  LabelKey: objectSchema({ label: { ...label, minLength: 1, examples: ['Checkout EU'] } }),
  Revocation: objectSchema({ revoked_at: time, ...confirmation }),
  KeyHistory: objectSchema({ data: { type: 'array', items: schemaRef('KeyHistoryEntry') } }),
  KeyHistoryEntry: objectSchema({
    id: { type: 'string', format: 'uuid' },
    type: { type: 'string', enum: ['KeyCreated', 'KeyLabeled', 'KeyRevoked'] },
    version: { type: 'integer', minimum: 0 },
    position: { type: 'string' },
    time,
    actor: schemaRef('Actor'),
    request_id: { type: 'string' },
    data: objectSchema(
      { label: { type: 'string' }, display: { type: 'string' }, scope: orNullRef('Scope'), replaces: orNull(uuid) },
      ['label', 'display', 'scope', 'replaces'],
    ),
  }),
};

const common = { tag: 'Keys', aboutAccount: true } as const;
const id = idParameter('key');
const anybody = ['operator', 'session', 'apiKey'] as const;

export const keyPaths = {
  '/api-keys': {
    post: operation({
      ...common,
      summary: 'Create a key',
      description:
        'The secret is in this answer and nowhere else. In a session the password must have been given a short time ago (`fresh_until`).',
      callers: ['operator', 'session'],
      kind: 'create',
      body: 'CreateKey',
      answer: { status: 201, schema: 'CreatedKey' },
      problems: ['fresh_password_required', 'scoped_keys_unavailable', 'operating_model_forbids', 'conflict'],
    }),
    get: operation({
      ...common,
      summary: 'List keys',
      callers: anybody,
      kind: 'read',
      parameters: [
        ...listParameters(['created_at', 'label', 'last_used_at']),
        queryParameter(
          'status',
          { type: 'string', enum: ['active', 'revoked', 'all'], default: 'active' },
          'Several values are separated by commas.',
        ),
        queryParameter('merchant_id', uuid, 'Keys whose scope has one of these merchants, separated by commas.'),
        queryParameter('q', { type: 'string', minLength: 1, maxLength: 100 }, 'Part of the label, in any case.'),
      ],
      answer: { status: 200, schema: 'KeyList' },
      problems: ['feature_not_in_scope'],
    }),
  },
  '/api-keys/{id}': {
    get: operation({
      ...common,
      summary: 'Read a key',
      callers: anybody,
      kind: 'read',
      parameters: [id],
      answer: { status: 200, schema: 'Key' },
      problems: ['feature_not_in_scope'],
    }),
    patch: operation({
      ...common,
      summary: 'Change a key’s label',
      callers: ['operator', 'session'],
      kind: 'write',
      parameters: [id],
      body: 'LabelKey',
      answer: { status: 200, schema: 'Key' },
      problems: ['conflict'],
    }),
    delete: operation({
      ...common,
      summary: 'Revoke a key',
      description: 'Final; again answers the same. An unscoped key may revoke itself.',
      callers: anybody,
      kind: 'write',
      parameters: [id, ...waitParameters],
      answer: { status: 200, schema: 'Revocation' },
      problems: ['feature_not_in_scope', 'conflict'],
    }),
  },
  '/api-keys/{id}/history': {
    get: operation({
      ...common,
      summary: 'Read a key’s events in order',
      callers: anybody,
      kind: 'read',
      parameters: [id],
      answer: { status: 200, schema: 'KeyHistory' },
      problems: ['feature_not_in_scope'],
    }),
  },
  '/api-key': {
    get: operation({
      tag: 'The calling key',
      summary: 'Read the calling key',
      callers: ['apiKey'],
      kind: 'read',
      answer: { status: 200, schema: 'Key' },
    }),
    delete: operation({
      tag: 'The calling key',
      summary: 'Revoke the calling key',
      callers: ['apiKey'],
      kind: 'write',
      parameters: waitParameters,
      answer: { status: 200, schema: 'Revocation' },
      problems: ['conflict'],
    }),
  },
};
