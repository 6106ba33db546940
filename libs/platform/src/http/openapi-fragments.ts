import { PROBLEMS, problemEntry, type Classifier } from '../problems/problem-catalogue';
import { problemType } from '../problems/problem-body';

/** A hand-written OpenAPI 3.1 document. Only what we read of it is typed. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0' | '3.1.1';
  readonly info: { readonly title: string; readonly version: string; readonly [member: string]: unknown };
  readonly paths: Readonly<Record<string, unknown>>;
  readonly [member: string]: unknown;
}

const ref = (path: string) => ({ $ref: `#/components/${path}` });

/** For `components.schemas`. */
export const openApiSchemas = {
  Problem: {
    type: 'object',
    description: 'RFC 9457, with our own members.',
    required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'classifier', 'message', 'request_id'],
    properties: {
      type: { type: 'string', format: 'uri-reference', examples: [problemType('not_found')] },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      instance: { type: 'string', format: 'uri-reference', description: 'The path of the request.' },
      code: { type: 'integer', description: 'Equal to status.' },
      classifier: { type: 'string', enum: Object.keys(PROBLEMS), description: 'Stable machine word.' },
      message: { type: 'string', description: 'Equal to detail.' },
      request_id: { type: 'string' },
      errors: { type: 'array', items: ref('schemas/FieldError') },
      outbound: {
        enum: ['not_sent', 'sent', 'unknown'],
        description: 'Of a forward: whether any of it reached the destination.',
      },
    },
  },
  FieldError: {
    type: 'object',
    required: ['field', 'message'],
    additionalProperties: false,
    properties: { field: { type: 'string', examples: ['scope.merchant_ids'] }, message: { type: 'string' } },
  },
  Pagination: {
    type: 'object',
    description: 'With `cursor`, page and totals are null. `next_cursor` is null at the end.',
    required: ['current_page', 'page_size', 'total_items', 'total_pages', 'next_cursor'],
    additionalProperties: false,
    properties: {
      current_page: { type: ['integer', 'null'], minimum: 1 },
      page_size: { type: 'integer', minimum: 1, maximum: 500 },
      total_items: { type: ['integer', 'null'], minimum: 0, maximum: 10000, description: 'Exact up to 10,000.' },
      total_is_lower_bound: { const: true, description: 'Only present when there are more than 10,000.' },
      total_pages: { type: ['integer', 'null'], minimum: 0 },
      next_cursor: { type: ['string', 'null'] },
    },
  },
} as const;

/** For `components.headers`. */
export const openApiHeaders = {
  RequestId: { description: "The request's id, yours or one we made.", schema: { type: 'string' } },
  Position: { description: 'Where in the log the write stands. Opaque.', schema: { type: 'string' } },
  IdempotentReplayed: { description: 'The answer is that of an earlier request.', schema: { const: 'true' } },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
} as const;

/** For `components.parameters`. */
export const openApiParameters = {
  Limit: query('limit', { type: 'integer', minimum: 1, maximum: 500, default: 50 }, 'Items on a page.'),
  Page: query('page', { type: 'integer', minimum: 1 }, 'Not together with cursor.'),
  Cursor: query('cursor', { type: 'string' }, '`next_cursor` of the list before. Not together with page.'),
  RequestId: header('x-request-id', { type: 'string', pattern: '^[A-Za-z0-9._-]{1,128}$' }, 'Echoed and logged.'),
  IdempotencyKey: header('x-idempotency-key', { type: 'string' }, 'Makes a repeat of this POST harmless for 24 hours.'),
  MinPosition: header('x-latchkey-min-position', { type: 'string' }, 'Answer from this position on, or 503.'),
} as const;

function query(name: string, schema: object, description: string) {
  return { name, in: 'query', required: false, schema, description };
}

function header(name: string, schema: object, description: string) {
  return { name, in: 'header', required: false, schema, description };
}

/** `responses` of an operation for these classifiers, one per status, with an example for each classifier. */
export function problemResponses(...classifiers: readonly Classifier[]): Record<string, object> {
  const byStatus = Map.groupBy(classifiers, (classifier) => problemEntry(classifier).status);
  return Object.fromEntries([...byStatus].map(([status, group]) => [`${status}`, problemResponse(group)]));
}

function problemResponse(classifiers: readonly Classifier[]): object {
  const entries = classifiers.map((classifier) => [classifier, problemEntry(classifier)] as const);
  const retries = entries.some(([, { retryAfter }]) => retryAfter !== undefined);
  return {
    description: entries.map(([classifier, { detail }]) => `\`${classifier}\`: ${detail}`).join(' '),
    headers: {
      'x-request-id': ref('headers/RequestId'),
      ...(retries ? { 'retry-after': ref('headers/RetryAfter') } : {}),
    },
    content: {
      'application/problem+json': {
        schema: ref('schemas/Problem'),
        examples: Object.fromEntries(
          entries.map(([classifier, entry]) => [classifier, { value: example(classifier, entry) }]),
        ),
      },
    },
  };
}

function example(classifier: Classifier, { status, title, detail }: ReturnType<typeof problemEntry>): object {
  return {
    type: problemType(classifier),
    title,
    status,
    detail,
    instance: '/',
    code: status,
    classifier,
    message: detail,
    request_id: '7f0c9a52-6f0e-4b56-9d3e-0a6f5f0b2f11',
  };
}
