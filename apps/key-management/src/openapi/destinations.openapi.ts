import { MAX_TIMEOUT_MS } from '../http/wait.query';
import { objectSchema, operation, queryParameter, schemaRef, uuid } from './operation';

const tag = 'Destinations';
const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];
const RELAYS = ['masked', 'status_only'];
const etag = { type: 'string', description: 'For `if-match`; equal as long as the list is.' };

export const waitParameters = [
  queryParameter(
    'wait',
    { type: 'string', enum: ['all', 'none'], default: 'all' },
    'Whether to wait until it is confirmed. Accepted; for now every answer is that of `none`.',
  ),
  queryParameter(
    'timeout_ms',
    { type: 'integer', minimum: 0, maximum: MAX_TIMEOUT_MS },
    'How long to wait for that. Accepted; without effect for now.',
  ),
];

/** Members that tell who has applied a change that takes something away. */
export const confirmation = {
  position: { type: 'string', description: 'Where in the log it stands.' },
  confirmed_by: { type: 'array', items: { type: 'string' }, maxItems: 0 },
  unconfirmed: { type: 'array', items: { type: 'string' }, maxItems: 0 },
};

const list = { type: 'array', items: schemaRef('Destination') };

const DESCRIPTIONS = {
  host: { description: 'A DNS name, compared as a whole. No IP address, no wildcard.' },
  ports: { description: 'The ports that a URL may have.' },
  path_prefixes: {
    description:
      'Whole segments: `/v1/pay` allows `/v1/pay` and `/v1/pay/card`, not `/v1/payments`; `/` allows all. Queries are not looked at.',
  },
  methods: { description: 'Forwards go by POST, which must be among them.' },
  merchant_ids: {
    description: 'Whose cards and bundles alone may go there; null: those of all merchants, and cards of none.',
  },
  relay: {
    description: '`masked`: its answers are relayed with card data masked. `status_only`: only their status is.',
  },
  insecure_loopback: {
    description: 'For development: a service on this machine, host `localhost`, also by http. Not in mode live.',
  },
};

export const destinationSchemas = {
  Destination: objectSchema({
    host: { ...DESCRIPTIONS.host, type: 'string' },
    ports: {
      ...DESCRIPTIONS.ports,
      ...{ type: 'array', items: { type: 'integer', minimum: 1, maximum: 65535 }, minItems: 1 },
    },
    path_prefixes: { ...DESCRIPTIONS.path_prefixes, type: 'array', items: { type: 'string' }, minItems: 1 },
    methods: { ...DESCRIPTIONS.methods, type: 'array', items: { type: 'string', enum: METHODS }, minItems: 1 },
    merchant_ids: { ...DESCRIPTIONS.merchant_ids, type: ['array', 'null'], items: uuid },
    relay: { ...DESCRIPTIONS.relay, type: 'string', enum: RELAYS },
    insecure_loopback: { ...DESCRIPTIONS.insecure_loopback, type: 'boolean' },
  }),
  DestinationList: objectSchema({ data: list, etag }),
  ReplacedDestinations: objectSchema({ data: list, etag, ...confirmation }),
  NewDestination: objectSchema(
    {
      host: { ...DESCRIPTIONS.host, type: 'string', examples: ['api.psp.example'] },
      ports: {
        ...DESCRIPTIONS.ports,
        ...{ type: ['array', 'null'], items: { type: 'integer', minimum: 1, maximum: 65535 }, default: [443] },
      },
      path_prefixes: {
        ...DESCRIPTIONS.path_prefixes,
        type: ['array', 'null'],
        items: { type: 'string', examples: ['/v1/payments', '/'] },
        default: ['/'],
      },
      methods: {
        ...DESCRIPTIONS.methods,
        ...{ type: ['array', 'null'], items: { type: 'string', enum: METHODS }, default: ['POST'] },
      },
      merchant_ids: { ...DESCRIPTIONS.merchant_ids, type: ['array', 'null'], items: uuid, default: null },
      relay: { ...DESCRIPTIONS.relay, type: ['string', 'null'], enum: [...RELAYS, null], default: 'masked' },
      insecure_loopback: { ...DESCRIPTIONS.insecure_loopback, type: ['boolean', 'null'], default: false },
    },
    ['ports', 'path_prefixes', 'methods', 'merchant_ids', 'relay', 'insecure_loopback'],
  ),
  ReplaceDestinations: objectSchema({ data: { type: 'array', items: schemaRef('NewDestination') } }),
};

const headers = { etag: { description: 'The list’s etag.', schema: { type: 'string' } } };

export const destinationPaths = {
  '/destinations': {
    get: operation({
      tag,
      aboutAccount: true,
      summary: 'Read the allowed forwarding destinations',
      callers: ['operator', 'session', 'apiKey'],
      kind: 'read',
      answer: { status: 200, schema: 'DestinationList', headers },
      problems: ['feature_not_in_scope'],
    }),
    put: operation({
      tag,
      aboutAccount: true,
      summary: 'Replace the allowed forwarding destinations',
      description:
        'Where forwards may go. The whole list, all or nothing; it may differ from the one before in at most 100 places and half a megabyte.',
      callers: ['operator', 'session'],
      kind: 'write',
      parameters: [
        ...waitParameters,
        {
          name: 'if-match',
          in: 'header',
          required: false,
          description: '412 unless the list has this etag.',
          schema: { type: 'string' },
        },
      ],
      body: 'ReplaceDestinations',
      answer: { status: 200, schema: 'ReplacedDestinations', headers },
      problems: ['precondition_failed', 'conflict'],
    }),
  },
};
