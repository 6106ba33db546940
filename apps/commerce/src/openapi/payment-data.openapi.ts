import { common, json, pathId, ref, requestId, sort, written } from './parts';
import { problems } from './problems-anywhere';

const id = pathId('token');

/** `/tokens/{id}/payment-data`. */
export const paymentDataPaths = {
  '/tokens/{id}/payment-data': {
    post: {
      operationId: 'createPaymentData',
      tags: ['payment data'],
      summary: 'Makes a bundle for one payment',
      description: [
        'Unscoped keys only. The first bundle of a token makes its network token.',
        'What the scheme or the provider refuses is a bundle too, with `success: false` and `failure_details`.',
      ].join(' '),
      parameters: [id, ref('parameters/IdempotencyKey'), ...common],
      requestBody: { required: true, content: json('NewBundle') },
      responses: {
        201: {
          description: 'The bundle. `idempotent-replayed: true` if an earlier request made it.',
          headers: { ...written, 'idempotent-replayed': ref('headers/IdempotentReplayed') },
          content: json('Bundle'),
        },
        ...problems(
          'malformed_body',
          'malformed_request',
          'bad_header',
          'payload_too_large',
          'unsupported_media_type',
          'validation_failed',
          'merchant_mismatch',
          'idempotency_key_reused',
          'not_found',
          'merchant_removed',
          'network_tokens_unavailable',
          'idempotency_key_in_progress',
          'write_unconfirmed',
        ),
      },
    },
    get: {
      operationId: 'listPaymentData',
      tags: ['payment data'],
      summary: 'Lists the bundles of a token',
      description: [
        'A scoped key sees the bundles of its merchants, if the token is in its scope or has at least one such bundle; else 404.',
        'Newest first.',
      ].join(' '),
      parameters: [id, ref('parameters/Limit'), ref('parameters/Page'), ref('parameters/Cursor'), sort, ...common],
      responses: {
        200: { description: 'A page.', headers: requestId, content: json('BundlePage') },
        ...problems('malformed_request', 'not_found'),
      },
    },
  },
} as const;
