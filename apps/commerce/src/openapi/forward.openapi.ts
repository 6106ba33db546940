import type { Classifier } from '@latchkey/platform';
import { CARD_PLACEHOLDERS } from '../forwarding/card-subject';
import { BUNDLE_PLACEHOLDERS } from '../forwarding/bundle-subject';
import { DESTINATION_HEADER } from '../forwarding/destination';
import { RELAYED_HEADER } from '../forwarding/send-relayed';
import { TOKEN_HEADER } from '../forwarding/token-header';
import { common, pathId, ref, requestId } from './parts';
import { problems } from './problems-anywhere';

const parameters = [ref('parameters/IdempotencyKey'), ...common];

const header = (name: string, schema: object, description: string) => ({
  ...{ name, in: 'header', required: true, schema, description },
});

const template = (placeholders: readonly string[], example: object, form: object) => ({
  required: true,
  description: [
    'A template of at most 1 MiB: each `{{ name }}` or `{{ name | filter }}` is replaced by its value, all else is sent as it came.',
    'In JSON it stands in a string or, bare, as a value; in a form in a field. Headers and the URL have none.',
    `Names: ${placeholders.join(', ')}.`,
    'Filters: `unwrap` (a JSON number instead of a string), `last4`, `bin` (the first 6 or 8 digits), `yy` (the last two digits of the year).',
  ].join(' '),
  content: {
    'application/json': { schema: { type: 'object', examples: [example] } },
    'application/x-www-form-urlencoded': { schema: { type: 'object', examples: [form] } },
  },
});

const relayed = (description: string) => ({
  description,
  headers: {
    ...requestId,
    [RELAYED_HEADER]: { description: 'The answer is a destination\u2019s, not ours.', schema: { const: 'true' } },
    'server-timing': {
      description: 'Milliseconds: authorise, decrypt, connect, destination, total.',
      schema: { type: 'string' },
    },
    'idempotent-replayed': ref('headers/IdempotentReplayed'),
  },
  content: { '*/*': { schema: {} } },
});

const responses = (...more: readonly Classifier[]) => ({
  200: relayed("The destination's answer, with what was injected masked."),
  default: relayed("The destination's own status with its answer, masked; tell it from ours by `x-latchkey-relayed`."),
  ...problems(
    'malformed_request',
    'malformed_body',
    'bad_header',
    'payload_too_large',
    'unsupported_media_type',
    'validation_failed',
    'invalid_template',
    'value_missing',
    'destination_not_allowed',
    'not_found',
    'conflict',
    'merchant_removed',
    'idempotency_key_reused',
    'idempotency_key_in_progress',
    'outcome_unknown',
    'overloaded',
    'destination_not_found',
    'destination_address_forbidden',
    'destination_unreachable',
    'destination_tls_failed',
    'destination_bad_answer',
    'destination_answer_too_large',
    'destination_timeout',
    ...more,
  ),
});

/** `/forward` and `/payment-data/{id}/forward`. */
export const forwardPaths = {
  '/forward': {
    post: {
      operationId: 'forwardCard',
      tags: ['forwarding'],
      summary: 'Sends a card to an allowed destination',
      description:
        'Feature `cardholder-data.forward`. The body is a template; ordinary headers pass. Errors say in `outbound` ' +
        'whether anything left. With an idempotency key at most one request leaves, whatever happens.',
      parameters: [
        header(TOKEN_HEADER, { type: 'string', format: 'uuid' }, "The token's id."),
        header(
          DESTINATION_HEADER,
          { type: 'string', examples: ['https://api.psp.example/v1/payments'] },
          'https, a host name, and on the list of allowed destinations; `http://localhost:…` if that list has it with `insecure_loopback`, for development.',
        ),
        ...parameters,
      ],
      requestBody: template(
        CARD_PLACEHOLDERS,
        { card: { number: '{{ account_number }}', exp: '{{ expiration_month }}/{{ expiration_year | yy }}' } },
        { number: '{{ account_number }}', month: '{{ expiration_month }}', year: '{{ expiration_year }}' },
      ),
      responses: responses(),
    },
  },
  '/payment-data/{id}/forward': {
    post: {
      operationId: 'forwardBundle',
      tags: ['forwarding'],
      summary: "Sends a bundle to its merchant's payment_forward_url",
      description: 'Feature `payment-data.forward`. Otherwise as `POST /forward`.',
      parameters: [pathId('bundle'), ...parameters],
      requestBody: template(
        BUNDLE_PLACEHOLDERS,
        { token: '{{ network_token }}', cryptogram: '{{ cryptogram }}', amount: '{{ amount | unwrap }}' },
        { token: '{{ network_token }}', cryptogram: '{{ cryptogram }}', amount: '{{ amount }}' },
      ),
      responses: responses('forward_url_missing'),
    },
  },
} as const;
