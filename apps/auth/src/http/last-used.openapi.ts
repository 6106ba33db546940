import { problemResponses } from '@latchkey/platform';
import { DEFAULT_LIMIT } from './last-used.route';

const ref = (path: string) => ({ $ref: `#/components/${path}` });

export const lastUsed = {
  operationId: 'listLastUsed',
  summary: 'Whose last use has changed?',
  description:
    'For key-management alone. Each key once, at the place of its latest change: whoever reads on from `cursor` to the ' +
    'end, again and again, misses no change and may meet a key several times. A use counts when a verdict allowed ' +
    'something; its time is exact to one second, and arrives within about one.',
  security: [{ service: [] }],
  parameters: [
    {
      name: 'after',
      in: 'query',
      description: 'The `cursor` of an earlier answer; left out, or of a list that is no more: from the beginning.',
      schema: { type: 'string', maxLength: 128 },
    },
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000, default: DEFAULT_LIMIT } },
    ref('parameters/RequestId'),
  ],
  responses: {
    200: {
      description: 'In the order of the changes.',
      headers: { 'x-request-id': ref('headers/RequestId') },
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['data', 'cursor', 'has_more'],
            additionalProperties: false,
            properties: {
              data: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['key_id', 'last_used_at'],
                  additionalProperties: false,
                  properties: {
                    key_id: { type: 'string', format: 'uuid' },
                    last_used_at: { type: 'string', format: 'date-time' },
                  },
                },
              },
              cursor: { type: 'string', description: 'Where to go on. Opaque.' },
              has_more: { type: 'boolean' },
            },
          },
        },
      },
    },
    ...problemResponses(
      'malformed_request',
      'bad_query',
      'missing_credentials',
      'invalid_credentials',
      'forbidden',
      'internal_error',
      'overloaded',
      'database_unavailable',
    ),
  },
} as const;
