export const checkSchema = (operations: readonly string[]) => ({
  type: 'object',
  required: ['key_id', 'digest'],
  additionalProperties: false,
  properties: {
    key_id: { type: 'string', format: 'uuid' },
    digest: {
      type: 'string',
      pattern: '^[A-Za-z0-9_-]{43}$',
      description: 'base64url of the SHA-256 of the whole key. As secret as the key.',
    },
    feature: { type: 'string', enum: operations, description: 'Absent: is the key good at all?' },
    merchant_id: { type: 'string', format: 'uuid' },
    destination: { description: 'Not judged yet: such a check is `malformed`, `destination_not_supported`.' },
    min_position: { type: 'string', maxLength: 128, description: 'The verdict must know the log at least to here.' },
  },
});

export const verdictSchema = (models: readonly string[]) => ({
  type: 'object',
  description: 'Members about the account are null unless the digest proved that the caller holds the key.',
  required: [
    ...['verdict', 'reason', 'key_id', 'account_id', 'operating_model'],
    ...['merchant_ids', 'features', 'own_merchant_id', 'position'],
  ],
  additionalProperties: false,
  properties: {
    verdict: { enum: ['allow', 'deny', 'unavailable', 'malformed'] },
    reason: { enum: REASONS, description: 'Null for an allow.' },
    key_id: { type: ['string', 'null'] },
    account_id: { type: ['string', 'null'] },
    operating_model: { enum: [...models, null] },
    merchant_ids: granted('Merchants that the key reaches now; `*` is the whole account.'),
    features: granted('What the key may do now; `*` is everything.'),
    own_merchant_id: { type: ['string', 'null'], description: "The account's own merchant." },
    position: { type: 'string' },
  },
});

const granted = (description: string) => ({
  description,
  oneOf: [{ const: '*' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
});

const REASONS = [
  null,
  ...['invalid_api_key', 'api_key_revoked'],
  ...['scoped_keys_unavailable', 'feature_not_in_scope', 'operating_model_forbids'],
  ...['merchant_not_in_scope', 'merchant_removed'],
  'behind',
  ...['bad_check', 'bad_key_id', 'bad_digest', 'bad_feature', 'bad_merchant_id'],
  ...['destination_not_supported', 'unknown_position'],
];
