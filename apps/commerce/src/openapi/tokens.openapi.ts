import { SCHEMES } from '@latchkey/vault';
import { NETWORK_TOKEN_STATUSES } from '../tokens/network-token-status';
import { common, filter, json, pathId, ref, requestId, sort, written } from './parts';
import { problems } from './problems-anywhere';

const id = pathId('token');
const listOf = (items: object) => ({ type: 'array', items, minItems: 1, maxItems: 100 });

/** `/tokens`, `/tokens/{id}` and `/tokens/{id}/consume`. */
export const tokenPaths = {
  '/tokens': {
    post: {
      operationId: 'createToken',
      tags: ['tokens'],
      summary: 'Stores a card',
      description: 'Unscoped keys only.',
      parameters: [ref('parameters/IdempotencyKey'), ...common],
      requestBody: { required: true, content: json('NewToken') },
      responses: {
        201: {
          description: 'The token. `idempotent-replayed: true` if an earlier request made it.',
          headers: { ...written, 'idempotent-replayed': ref('headers/IdempotentReplayed') },
          content: json('Token'),
        },
        ...problems(
          'malformed_body',
          'malformed_request',
          'bad_header',
          'payload_too_large',
          'unsupported_media_type',
          'validation_failed',
          'idempotency_key_reused',
          'not_found',
          'merchant_removed',
          'idempotency_key_in_progress',
          'write_unconfirmed',
        ),
      },
    },
    get: {
      operationId: 'listTokens',
      tags: ['tokens'],
      summary: 'Lists tokens',
      description: 'A scoped key sees those of its merchants; one without a merchant is in no scope. Newest first.',
      parameters: [
        filter('from', { type: 'string', format: 'date-time' }, 'Made at or after. A date is its UTC midnight.'),
        filter('to', { type: 'string', format: 'date-time' }, 'Made before.'),
        filter('network_token_status', listOf({ enum: NETWORK_TOKEN_STATUSES }), 'Any of these.'),
        filter('scheme', listOf({ enum: SCHEMES }), 'Any of these, in any case.'),
        filter('business_key', listOf({ type: 'string', minLength: 1, maxLength: 200 }), 'Any of these.'),
        filter('merchant_id', listOf({ type: 'string', format: 'uuid' }), 'Any of these. Outside the scope: nothing.'),
        ref('parameters/Limit'),
        ref('parameters/Page'),
        ref('parameters/Cursor'),
        sort,
        ...common,
      ],
      responses: {
        200: { description: 'A page.', headers: requestId, content: json('TokenPage') },
        ...problems('malformed_request'),
      },
    },
  },
  '/tokens/{id}': {
    get: {
      operationId: 'readToken',
      tags: ['tokens'],
      summary: 'Reads one token',
      parameters: [id, ...common],
      responses: {
        200: { description: 'The token.', headers: requestId, content: json('Token') },
        ...problems('malformed_request', 'not_found'),
      },
    },
    delete: {
      operationId: 'deleteToken',
      tags: ['tokens'],
      summary: 'Deletes a token for good',
      description:
        'Unscoped keys only. Its key, ciphertext, fingerprint, bundles, network token and security code are gone afterwards.',
      parameters: [id, ...common],
      responses: {
        204: { description: 'Gone.', headers: written },
        ...problems('malformed_request', 'not_found', 'write_unconfirmed'),
      },
    },
  },
  '/tokens/{id}/consume': {
    post: {
      operationId: 'consumeToken',
      tags: ['tokens'],
      summary: 'Drops the stored security code',
      description: 'Unscoped keys only. The token stays. Harmless to repeat, and when there is none. No body.',
      parameters: [id, ref('parameters/IdempotencyKey'), ...common],
      responses: {
        204: { description: 'There is no security code any more.', headers: written },
        ...problems(
          'malformed_body',
          'malformed_request',
          'bad_header',
          'payload_too_large',
          'unsupported_media_type',
          'validation_failed',
          'not_found',
          'write_unconfirmed',
        ),
      },
    },
  },
} as const;
