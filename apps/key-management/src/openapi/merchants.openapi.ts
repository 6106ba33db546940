import {
  idParameter,
  listParameters,
  listSchema,
  objectSchema,
  operation,
  orNull,
  queryParameter,
  time,
  uuid,
} from './operation';

const tag = 'Merchants';
const legalName = { type: 'string', minLength: 1, examples: ['Acme Shoes Ltd'] };
const DETAILS = {
  company_city: { type: 'string', minLength: 1, examples: ['Lyon'] },
  country_code: { type: 'string', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.', examples: ['FR'] },
  website_url: { type: 'string', format: 'uri', examples: ['https://shoes.example/'] },
  default_currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217.', examples: ['EUR'] },
  payment_forward_url: {
    ...{ type: 'string', format: 'uri', examples: ['https://api.psp.example/v1/payments'] },
    description: 'Where its bundles are forwarded to; must be an allowed destination too (`PUT /destinations`).',
  },
} as const;

const details = Object.fromEntries(Object.entries(DETAILS).map(([name, schema]) => [name, orNull(schema)]));
const detailNames = Object.keys(DETAILS);

export const merchantSchemas = {
  Merchant: objectSchema({
    id: uuid,
    account_id: uuid,
    is_primary: { type: 'boolean', description: 'Whether it is the account’s own.' },
    status: { type: 'string', enum: ['active', 'removed'] },
    legal_name: { type: 'string' },
    ...details,
    created_at: time,
    removed_at: orNull(time),
  }),
  MerchantList: listSchema('Merchant'),
  EncryptionKey: objectSchema(
    {
      kid: { ...uuid, description: 'Names the key in what is encrypted with it.' },
      key: {
        type: ['string', 'null'],
        pattern: '^[A-Za-z0-9_-]{43}$',
        description: '32 bytes as base64url, once; null in the answer to a repetition.',
      },
      key_unavailable: {
        type: 'boolean',
        const: true,
        description: 'Only in the answer to a repetition. Whoever has lost the key issues another one.',
      },
      merchant_id: uuid,
      created_at: time,
    },
    ['key_unavailable'],
  ),
  AddMerchant: objectSchema({ legal_name: legalName, ...details }, detailNames),
  ChangeMerchant: {
    ...objectSchema({ legal_name: legalName, ...details }, ['legal_name', ...detailNames]),
    description: 'Members that are absent stay as they are; null unsets.',
  },
};

const common = { tag, aboutAccount: true } as const;
const one = { status: 200, schema: 'Merchant' } as const;

export const merchantPaths = {
  '/merchants': {
    post: operation({
      ...common,
      summary: 'Add a merchant',
      callers: ['operator', 'session'],
      kind: 'create',
      body: 'AddMerchant',
      answer: { status: 201, schema: 'Merchant' },
      problems: ['operating_model_forbids', 'conflict'],
    }),
    get: operation({
      ...common,
      summary: 'List merchants',
      callers: ['operator', 'session', 'apiKey'],
      kind: 'read',
      parameters: [
        ...listParameters(['created_at']),
        queryParameter(
          'status',
          { type: 'string', enum: ['active', 'removed', 'all'], default: 'active' },
          'Several values are separated by commas.',
        ),
      ],
      answer: { status: 200, schema: 'MerchantList' },
      problems: ['feature_not_in_scope'],
    }),
  },
  '/merchants/{id}': {
    get: operation({
      ...common,
      summary: 'Read a merchant',
      callers: ['operator', 'session', 'apiKey'],
      kind: 'read',
      parameters: [idParameter('merchant')],
      answer: one,
      problems: ['feature_not_in_scope'],
    }),
    patch: operation({
      ...common,
      summary: 'Change a merchant',
      callers: ['operator', 'session'],
      kind: 'write',
      parameters: [idParameter('merchant')],
      body: 'ChangeMerchant',
      answer: one,
      problems: ['merchant_removed', 'conflict'],
    }),
    delete: operation({
      ...common,
      summary: 'Remove a merchant',
      description: 'Final; again is a success. Existing keys lose it at once. The account’s own stays.',
      callers: ['operator', 'session'],
      kind: 'write',
      parameters: [idParameter('merchant')],
      answer: one,
      problems: ['operating_model_forbids', 'conflict'],
    }),
  },
  '/merchants/{id}/encryption-key': {
    post: operation({
      ...common,
      summary: 'Issue an encryption key to a merchant',
      description:
        'Makes a new one on each call; what commerce encrypts to the merchant is encrypted with the latest. Shown once. The body is empty or `{}`. ' +
        'It opens a bundle’s `encrypted_authentication_data`: a compact JWE (`A256GCMKW`, `A256GCM`) whose header names the `kid`, for any JOSE library; what is in it is said of `Bundle` in commerce’s `/docs`.',
      callers: ['operator', 'session'],
      kind: 'create',
      parameters: [idParameter('merchant')],
      answer: { status: 201, schema: 'EncryptionKey', location: false },
      problems: [
        'malformed_body',
        'payload_too_large',
        'unsupported_media_type',
        'validation_failed',
        'merchant_removed',
        'conflict',
        'commerce_unavailable',
      ],
    }),
  },
};
