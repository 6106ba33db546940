import { type OpenApiDocument, openApiHeaders, openApiParameters, openApiSchemas } from '@latchkey/platform';
import { accountPaths, accountSchemas } from './accounts.openapi';
import { destinationPaths, destinationSchemas } from './destinations.openapi';
import { keyPaths, keySchemas } from './keys.openapi';
import { merchantPaths, merchantSchemas } from './merchants.openapi';

/** What `/openapi.json` answers. */
export const openApi: OpenApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Latchkey key management',
    version: '1',
    description: [
      'Accounts, merchants, destinations and API keys. An operator may do everything; an unscoped key reads its account and revokes itself; a scoped key reads and revokes itself.',
      'Errors are `application/problem+json`; branch on `classifier`, described at `/docs/problems`.',
    ].join('\n\n'),
  },
  paths: { ...accountPaths, ...merchantPaths, ...destinationPaths, ...keyPaths },
  components: {
    schemas: { ...openApiSchemas, ...accountSchemas, ...merchantSchemas, ...destinationSchemas, ...keySchemas },
    headers: {
      ...openApiHeaders,
      Location: { description: 'The path of what was made.', schema: { type: 'string' } },
    },
    parameters: {
      ...openApiParameters,
      Account: {
        name: 'x-latchkey-account',
        in: 'header',
        required: false,
        description: 'The account that an operator’s call is about. Keys are about their own.',
        schema: { type: 'string', format: 'uuid' },
      },
    },
    securitySchemes: {
      operator: { type: 'http', scheme: 'bearer', description: 'A token of an operator of the installation.' },
      apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    },
  },
};
