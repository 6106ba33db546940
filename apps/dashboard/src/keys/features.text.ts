import { type Feature } from './key.types';

interface FeatureText {
  /** As the rest of a sentence: "may …". */
  readonly words: string;
  readonly name: string;
  readonly endpoint: string;
  readonly means: string;
}

export const featureText: Readonly<Record<Feature, FeatureText>> = {
  'tokens.list': {
    words: 'list tokens',
    name: 'List tokens',
    endpoint: 'GET /tokens',
    means: 'See which cards are stored for its merchants, with masked numbers.',
  },
  'tokens.read': {
    words: 'read tokens',
    name: 'Read a token',
    endpoint: 'GET /tokens/{id}',
    means: 'Look up one stored card: masked number, expiry, scheme and status.',
  },
  'payment-data.list': {
    words: 'list payment data',
    name: 'List payment data',
    endpoint: 'GET /tokens/{id}/payment-data',
    means: 'See the payments prepared for a card. What authenticates them stays encrypted for the merchant.',
  },
  'payment-data.forward': {
    words: 'forward payment data',
    name: 'Forward payment data',
    endpoint: 'POST /payment-data/{id}/forward',
    means: 'Send a prepared payment to the merchant’s own forward URL.',
  },
  'cardholder-data.forward': {
    words: 'forward card data',
    name: 'Forward card data',
    endpoint: 'POST /forward',
    means: 'Send a full card number to one of the account’s allowed destinations. The key itself never sees it.',
  },
};

export const modelName: Readonly<Record<string, string>> = {
  primary_merchant: 'Primary merchant',
  platform: 'Platform',
  ecosystem: 'Ecosystem',
  managed_ecosystem: 'Managed ecosystem',
};
