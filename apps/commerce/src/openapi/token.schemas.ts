import { SCHEMES } from '@latchkey/vault';
import { NETWORK_TOKEN_STATUSES } from '../tokens/network-token-status';

const uuid = { type: 'string', format: 'uuid' };
const uuidOrNull = { type: ['string', 'null'], format: 'uuid' };
const time = { type: 'string', format: 'date-time' };
const timeOrNull = { type: ['string', 'null'], format: 'date-time' };
const freeText = (description: string) => ({ type: ['string', 'null'], minLength: 1, maxLength: 100, description });

const month = { type: 'integer', minimum: 1, maximum: 12, examples: [12] };
const year = { type: 'integer', minimum: 1000, maximum: 9999, examples: [2040] };

/** For `components.schemas`. */
export const tokenSchemas = {
  NewToken: {
    type: 'object',
    required: ['account_number', 'expiry_month', 'expiry_year'],
    additionalProperties: false,
    properties: {
      account_number: {
        type: 'string',
        pattern: '^[0-9]{12,19}$',
        description: 'Passes the Luhn check. Kept encrypted; no answer ever has it whole.',
        examples: ['4111111111111111', '5555555555554444', '378282246310005'],
      },
      expiry_month: month,
      expiry_year: { ...year, description: 'A card is good until its month ends (UTC).' },
      cardholder_name: freeText('Kept encrypted.'),
      security_code: {
        type: ['string', 'null'],
        pattern: '^[0-9]{3,4}$',
        description:
          'Four digits for American Express alone. Kept encrypted for less than ten minutes, until a forward of it was answered 2xx or `consume`; no answer ever has it.',
        examples: ['737'],
      },
      merchant_id: {
        ...uuidOrNull,
        description:
          "One of the account's merchants. Left out or null: the account's own under `primary_merchant`, else none, and the token is shared.",
      },
      business_key: freeText('Your own word for it; need not be unique. No card number, no API key.'),
      expires_at: { ...timeOrNull, description: 'From then on the token is not there. In the future.' },
    },
  },
  Token: {
    type: 'object',
    required: [
      'id',
      'created_at',
      'expiry_month',
      'expiry_year',
      'issuer_identification_number',
      'masked_account_number',
      'scheme',
      'network_token_status',
      'cardholder_name',
      'merchant_id',
      'business_key',
      'expires_at',
      'invalidated_at',
      'account_number_last_four',
      'account_number_length',
    ],
    additionalProperties: false,
    properties: {
      id: uuid,
      created_at: time,
      expiry_month: month,
      expiry_year: year,
      issuer_identification_number: {
        type: ['string', 'null'],
        pattern: '^[0-9]{6}([0-9]{2})?$',
        description: 'The first 8 digits from 16 digits on, the first 6 for 14 and 15, else null.',
      },
      masked_account_number: { type: 'string', pattern: '^[0-9]{0,8}\\*+[0-9]{4}$', examples: ['41111111****1111'] },
      scheme: { enum: SCHEMES },
      network_token_status: { enum: NETWORK_TOKEN_STATUSES },
      cardholder_name: { type: ['string', 'null'] },
      merchant_id: uuidOrNull,
      business_key: { type: ['string', 'null'] },
      expires_at: timeOrNull,
      invalidated_at: timeOrNull,
      account_number_last_four: { type: 'string', pattern: '^[0-9]{4}$' },
      account_number_length: { type: 'integer', minimum: 12, maximum: 19 },
    },
  },
  TokenPage: {
    type: 'object',
    required: ['data', 'pagination'],
    additionalProperties: false,
    properties: {
      data: { type: 'array', items: { $ref: '#/components/schemas/Token' } },
      pagination: { $ref: '#/components/schemas/Pagination' },
    },
  },
} as const;
