import { type OpenApiDocument, openApiHeaders, openApiParameters, openApiSchemas } from '@latchkey/platform';
import { DEVICE_COOKIE, SESSION_COOKIE } from '../sessions/cookies';
import { BACKGROUND_HEADER } from '../sessions/session.resolver';
import { accountPaths, accountSchemas } from './accounts.openapi';
import { auditPaths, auditSchemas } from './audit.openapi';
import { destinationPaths, destinationSchemas } from './destinations.openapi';
import { keyPaths, keySchemas } from './keys.openapi';
import { merchantPaths, merchantSchemas } from './merchants.openapi';
import { sessionPaths, sessionSchemas } from './sessions.openapi';
import { userPaths, userSchemas } from './users.openapi';

/** What `/openapi.json` answers. */
export const openApi: OpenApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Latchkey key management',
    version: '1',
    description: [
      'Accounts, merchants, destinations, API keys and the users of the dashboard. An operator may do everything; a user what their role allows: an owner everything in the account, an admin keys and merchants, a viewer reads; an unscoped key reads its account and revokes itself; a scoped key reads and revokes itself.',
      'Errors are `application/problem+json`; branch on `classifier`, described at `/docs/problems`.',
    ].join('\n\n'),
  },
  paths: {
    ...accountPaths,
    ...merchantPaths,
    ...destinationPaths,
    ...keyPaths,
    ...auditPaths,
    ...sessionPaths,
    ...userPaths,
  },
  components: {
    schemas: {
      ...openApiSchemas,
      ...accountSchemas,
      ...merchantSchemas,
      ...destinationSchemas,
      ...keySchemas,
      ...auditSchemas,
      ...sessionSchemas,
      ...userSchemas,
    },
    headers: {
      ...openApiHeaders,
      SessionCookie: {
        description: `\`${SESSION_COOKIE}\`, and the first time in a browser \`${DEVICE_COOKIE}\`.`,
        schema: { type: 'string' },
      },
      IndexPosition: {
        description:
          'How far the audit index was: the answer is not older. Absent while nothing of the log was looked at.',
        schema: { type: 'string' },
      },
      Location: { description: 'The path of what was made.', schema: { type: 'string' } },
    },
    parameters: {
      ...openApiParameters,
      Account: {
        name: 'x-latchkey-account',
        in: 'header',
        required: false,
        description: 'The account that an operator’s call is about. Keys and users are about their own.',
        schema: { type: 'string', format: 'uuid' },
      },
    },
    securitySchemes: {
      operator: { type: 'http', scheme: 'bearer', description: 'A token of an operator of the installation.' },
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: SESSION_COOKIE,
        description: `From \`POST /session\`. Changes need an \`Origin\` that is the dashboard’s own. A page that asks by itself says \`${BACKGROUND_HEADER}: true\`: then the session does not live longer for it.`,
      },
      apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    },
  },
};
