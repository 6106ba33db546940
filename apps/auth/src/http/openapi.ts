import { FEATURES, OPERATING_MODELS, UNSCOPED_OPERATIONS } from '@latchkey/accounts-domain';
import {
  openApiHeaders,
  openApiParameters,
  openApiSchemas,
  problemResponses,
  type OpenApiDocument,
} from '@latchkey/platform';
import { lastUsed } from './last-used.openapi';
import { checkSchema, verdictSchema } from './openapi-schemas';

const ref = (path: string) => ({ $ref: `#/components/${path}` });

const verify = {
  operationId: 'verify',
  summary: 'May these keys do this now?',
  description:
    'Up to 1000 checks, each with a verdict of its own, all made at one position of the log. A wrong check gets the ' +
    'verdict `malformed` and does no harm to the others. A check with `min_position` is waited for, at most `wait_ms`.',
  security: [{ service: [] }],
  parameters: [ref('parameters/RequestId')],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['checks'],
          additionalProperties: false,
          properties: {
            checks: { type: 'array', minItems: 1, maxItems: 1000, items: ref('schemas/Check') },
            wait_ms: { type: 'integer', minimum: 0, maximum: 2000, default: 2000 },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'The verdicts, in the order of the checks.',
      headers: { 'x-request-id': ref('headers/RequestId') },
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['position', 'verdicts'],
            additionalProperties: false,
            properties: {
              position: { type: 'string', description: 'Where in the log the verdicts were made. Opaque.' },
              verdicts: { type: 'array', items: ref('schemas/Verdict') },
            },
          },
        },
      },
    },
    ...problemResponses(
      'malformed_request',
      'malformed_body',
      'missing_credentials',
      'invalid_credentials',
      'request_timeout',
      'payload_too_large',
      'unsupported_media_type',
      'validation_failed',
      'internal_error',
      'authorization_unavailable',
    ),
  },
} as const;

export const authOpenApi: OpenApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Latchkey auth',
    version: '0.1.0',
    description: 'Verdicts over API keys, and when keys were used, for services that hold a service token.',
  },
  paths: { '/v1/verify': { post: verify }, '/v1/last-used': { get: lastUsed } },
  components: {
    securitySchemes: {
      service: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'EdDSA, audience `auth`, at most 60 s, signed with the key of a service that auth knows.',
      },
    },
    parameters: { RequestId: openApiParameters.RequestId },
    headers: openApiHeaders,
    schemas: {
      ...openApiSchemas,
      Check: checkSchema([...FEATURES, ...UNSCOPED_OPERATIONS]),
      Verdict: verdictSchema(OPERATING_MODELS),
    },
  },
};
