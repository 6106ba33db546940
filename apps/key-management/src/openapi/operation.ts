import { type Classifier, problemResponses } from '@latchkey/platform';

export const ref = (path: string): { $ref: string } => ({ $ref: `#/components/${path}` });
export const schemaRef = (name: string): { $ref: string } => ref(`schemas/${name}`);

type CallerScheme = 'operator' | 'session' | 'apiKey';

export interface OperationSpec {
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** Who may call it; others get 401 or 403. None: nobody is asked who they are. */
  readonly callers: readonly CallerScheme[];
  /** An operator names the account in a header. */
  readonly aboutAccount?: boolean;
  readonly parameters?: readonly object[];
  /** The schema of the body. */
  readonly body?: string;
  readonly answer: {
    readonly status: 200 | 201;
    readonly schema: string;
    /** Sets the session's cookie. */
    readonly cookie?: true;
    readonly headers?: Record<string, object>;
    /** False: what was made cannot be read, so the answer names no place. */
    readonly location?: false;
  };
  /** `create`: a POST that may be repeated. `write`: any other change. `read`: honours `x-latchkey-min-position`. */
  readonly kind: 'create' | 'write' | 'read';
  /** Not in the event log: no positions. */
  readonly aside?: true;
  /** Beyond what its kind, body and callers bring. */
  readonly problems?: readonly Classifier[];
}

/** One operation, with all that its kind implies. */
export const operation = (spec: OperationSpec): object => ({
  summary: spec.summary,
  ...(spec.description ? { description: spec.description } : {}),
  tags: [spec.tag],
  security: spec.callers.map((caller) => ({ [caller]: [] })),
  parameters: [
    ref('parameters/RequestId'),
    ...(spec.aboutAccount ? [ref('parameters/Account')] : []),
    ...(spec.kind === 'create' ? [ref('parameters/IdempotencyKey')] : []),
    ...(spec.kind === 'read' && !spec.aside ? [ref('parameters/MinPosition')] : []),
    ...(spec.parameters ?? []),
  ],
  ...(spec.body
    ? { requestBody: { required: true, content: { 'application/json': { schema: schemaRef(spec.body) } } } }
    : {}),
  responses: {
    [spec.answer.status]: success(spec),
    ...problemResponses(...new Set([...problemsOf(spec), ...(spec.problems ?? [])])),
  },
});

const success = ({ answer, kind, aside, summary }: OperationSpec): object => ({
  description: summary,
  headers: {
    'x-request-id': ref('headers/RequestId'),
    ...(kind === 'read' || aside ? {} : { 'x-latchkey-position': ref('headers/Position') }),
    ...(kind === 'create' ? { 'idempotent-replayed': ref('headers/IdempotentReplayed') } : {}),
    ...(kind === 'create' && answer.location !== false ? { location: ref('headers/Location') } : {}),
    ...(answer.cookie ? { 'set-cookie': ref('headers/SessionCookie') } : {}),
    ...answer.headers,
  },
  content: { 'application/json': { schema: schemaRef(answer.schema) } },
});

const problemsOf = ({ kind, aside, body, callers, aboutAccount, parameters = [] }: OperationSpec): Classifier[] => [
  'malformed_request',
  'bad_query',
  ...(aboutAccount || kind === 'create' ? (['bad_header'] as const) : []),
  ...(body ? (['malformed_body'] as const) : []),
  ...(kind === 'read' && !aside ? (['unknown_position'] as const) : []),
  ...(callers.length > 0 ? problemsOfCallers(callers, kind) : []),
  ...(aboutAccount || parameters.length > 0 ? (['not_found'] as const) : []),
  ...(body ? (['payload_too_large', 'unsupported_media_type', 'validation_failed'] as const) : []),
  ...(kind === 'create' ? (['idempotency_key_reused', 'idempotency_key_in_progress'] as const) : []),
  'internal_error',
  'overloaded',
  'store_unavailable',
  'database_unavailable',
  ...(kind === 'read' ? [] : (['write_unconfirmed'] as const)),
  ...(kind === 'read' && !aside ? (['position_not_reached'] as const) : []),
];

const problemsOfCallers = (callers: readonly CallerScheme[], kind: OperationSpec['kind']): Classifier[] => [
  'duplicate_api_key',
  'missing_credentials',
  'invalid_credentials',
  'missing_api_key',
  'invalid_api_key',
  'wrong_mode',
  'api_key_revoked',
  'session_expired',
  'session_required',
  ...(callers.includes('session') ? (['role_forbids'] as const) : (['operator_required'] as const)),
  ...(callers.includes('session') && kind !== 'read' ? (['origin_forbidden'] as const) : []),
];

/** A JSON object with exactly these members, all there unless named in `optional`. */
export const objectSchema = (properties: Record<string, object>, optional: readonly string[] = []): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});

export const listSchema = (item: string): object =>
  objectSchema({ data: { type: 'array', items: schemaRef(item) }, pagination: schemaRef('Pagination') });

export const idParameter = (what: string, name = 'id'): object => ({
  name,
  in: 'path',
  required: true,
  description: `The ${what}'s id. A malformed one is 404 like one that does not exist.`,
  schema: { type: 'string', format: 'uuid' },
});

export const queryParameter = (name: string, schema: object, description: string): object => ({
  name,
  in: 'query',
  required: false,
  schema,
  description,
});

export const listParameters = (sorts: readonly string[]): object[] => [
  ref('parameters/Limit'),
  ref('parameters/Page'),
  ref('parameters/Cursor'),
  queryParameter(
    'sort',
    { type: 'string', enum: sorts.flatMap((sort) => [`${sort} asc`, `${sort} desc`]), default: 'created_at desc' },
    'What to sort by, ties by id. The space may be written as + or %2B.',
  ),
];

export const uuid = { type: 'string', format: 'uuid' } as const;
export const time = { type: 'string', format: 'date-time' } as const;
export const orNull = (schema: { readonly type: string }): object => ({ ...schema, type: [schema.type, 'null'] });
