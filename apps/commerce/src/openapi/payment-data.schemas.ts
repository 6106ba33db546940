const uuid = { type: 'string', format: 'uuid' };
const amount = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'In minor units.' };
const currency = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217.', examples: ['EUR', 'USD'] };

/** For `components.schemas`. */
export const paymentDataSchemas = {
  NewBundle: {
    type: 'object',
    required: ['amount', 'currency_code', 'reference'],
    additionalProperties: false,
    properties: {
      amount,
      currency_code: currency,
      reference: {
        type: 'string',
        minLength: 1,
        maxLength: 100,
        description: 'Your own word for the payment; need not be unique. No card number, no API key.',
      },
      merchant_id: {
        type: ['string', 'null'],
        format: 'uuid',
        description:
          "One of the account's merchants; the token's, if that has one. Left out or null: the token's, else the account's own under `primary_merchant`, else 422.",
      },
    },
  },
  Bundle: {
    type: 'object',
    required: [
      'id',
      'token_id',
      'amount',
      'currency_code',
      'reference',
      'merchant_id',
      'success',
      'created_at',
      'provider',
    ],
    additionalProperties: false,
    properties: {
      id: uuid,
      token_id: uuid,
      amount,
      currency_code: currency,
      reference: { type: 'string' },
      merchant_id: uuid,
      success: { type: 'boolean', description: 'Whether the scheme gave a cryptogram.' },
      created_at: { type: 'string', format: 'date-time' },
      provider: { type: 'string', description: '`sandbox`: the numbers are good for no payment.' },
      encrypted_authentication_data: {
        type: 'string',
        pattern: '^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){4}$',
        description: [
          "Compact JWE (`A256GCMKW`, `A256GCM`) under the merchant's encryption key `kid`; its plaintext is `{network_token: {token, expiry_year, expiry_month}, cryptogram, eci}`.",
          'Absent without success, and when the merchant had no encryption key.',
        ].join(' '),
      },
      failure_details: {
        type: 'array',
        minItems: 1,
        description: 'Absent with success.',
        items: {
          type: 'object',
          required: ['code', 'message'],
          additionalProperties: false,
          properties: {
            code: { type: 'string', description: 'A stable word of the provider.', examples: ['issuer_declined'] },
            message: { type: 'string' },
          },
        },
      },
    },
  },
  BundlePage: {
    type: 'object',
    required: ['data', 'pagination'],
    additionalProperties: false,
    properties: {
      data: { type: 'array', items: { $ref: '#/components/schemas/Bundle' } },
      pagination: { $ref: '#/components/schemas/Pagination' },
    },
  },
} as const;
