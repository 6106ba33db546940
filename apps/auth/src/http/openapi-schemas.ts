import { DESTINATION_METHODS, MAX_DESTINATION_URL_LENGTH, RELAYS } from '@latchkey/accounts-domain';

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
    destination: {
      description: 'May it send there? Judged after key, feature and merchant.',
      oneOf: [destinationByUrl, destinationOfMerchant],
    },
    min_position: { type: 'string', maxLength: 128, description: 'The verdict must know the log at least to here.' },
  },
});

export const verdictSchema = (models: readonly string[]) => ({
  type: 'object',
  description: 'Members about the account are null unless the digest proved that the caller holds the key.',
  required: [
    ...['verdict', 'reason', 'key_id', 'account_id', 'operating_model'],
    ...['merchant_ids', 'features', 'own_merchant_id', 'forward_url', 'destination', 'position'],
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
    forward_url: {
      type: ['string', 'null'],
      description:
        "The `payment_forward_url` of the check's merchant; null unless key, feature and merchant are allowed.",
    },
    destination: allowedDestination,
    position: { type: 'string' },
  },
});

const method = { type: 'string', enum: DESTINATION_METHODS };

const destinationByUrl = {
  type: 'object',
  required: ['url', 'method'],
  additionalProperties: false,
  properties: {
    url: {
      type: 'string',
      format: 'uri',
      maxLength: MAX_DESTINATION_URL_LENGTH,
      description: 'In its normal form (https, or http to a loopback host) and without its query.',
    },
    method,
    any_merchant: {
      const: true,
      description:
        'Is it allowed for any merchant at all? Only without `merchant_id`. Left out: for the merchant of the check, ' +
        'or, if that names none, for a token of no merchant.',
    },
  },
};

const destinationOfMerchant = {
  type: 'object',
  required: ['payment_forward_url', 'method'],
  additionalProperties: false,
  description: "The merchant's own `payment_forward_url`. Only with `merchant_id`.",
  properties: { payment_forward_url: { const: true }, method },
};

const allowedDestination = {
  type: ['object', 'null'],
  description: 'How to treat the destination that is allowed; null unless one was asked about and is.',
  required: ['relay', 'insecure_loopback'],
  additionalProperties: false,
  properties: { relay: { type: 'string', enum: RELAYS }, insecure_loopback: { type: 'boolean' } },
};

const granted = (description: string) => ({
  description,
  oneOf: [{ const: '*' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
});

const REASONS = [
  null,
  ...['invalid_api_key', 'api_key_revoked'],
  ...['scoped_keys_unavailable', 'feature_not_in_scope', 'operating_model_forbids'],
  ...['merchant_not_in_scope', 'merchant_removed'],
  ...['forward_url_missing', 'destination_not_allowed'],
  'behind',
  ...['bad_check', 'bad_key_id', 'bad_digest', 'bad_feature', 'bad_merchant_id'],
  ...['bad_destination', 'unknown_position'],
];
