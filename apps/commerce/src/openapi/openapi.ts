import { openApiHeaders, openApiParameters, openApiSchemas, type OpenApiDocument } from '@latchkey/platform';
import { forwardPaths } from './forward.openapi';
import { paymentDataPaths } from './payment-data.openapi';
import { paymentDataSchemas } from './payment-data.schemas';
import { tokenPaths } from './tokens.openapi';
import { tokenSchemas } from './token.schemas';

/** What this service does, as data. The paths stand by resource in files of their own. */
export const openApi = {
  openapi: '3.1.1',
  info: {
    title: 'Latchkey commerce',
    version: '0.1.0',
    description: [
      'Card tokens behind API keys. Every request is authorised before its body is judged.',
      'Errors are `application/problem+json`; branch on `classifier`, described at `/docs/problems`.',
    ].join('\n\n'),
  },
  servers: [{ url: '/' }],
  security: [{ apiKey: [] }],
  tags: [
    { name: 'tokens', description: 'Stored cards.' },
    { name: 'payment data', description: 'Bundles: what one payment with a stored card needs.' },
    { name: 'forwarding', description: 'Card data to third parties, by template.' },
  ],
  paths: { ...tokenPaths, ...paymentDataPaths, ...forwardPaths },
  components: {
    securitySchemes: {
      apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'Exactly one; `lk_<live|test>_…`.' },
    },
    schemas: { ...openApiSchemas, ...tokenSchemas, ...paymentDataSchemas },
    headers: openApiHeaders,
    parameters: openApiParameters,
  },
} as const satisfies OpenApiDocument;
