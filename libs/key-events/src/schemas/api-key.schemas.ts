import { FEATURES, FREE_TEXT_MAX_LENGTH } from '@latchkey/accounts-domain';
import type { ApiKeyCreated, ApiKeyLabeled, ApiKeyRevoked } from '../published-events';
import { described, exactly, oneOf, orNull, setOf, text, uuidV4 } from './json-schema';

const ofKey = { account_id: uuidV4, key_id: uuidV4 };
const label = text(FREE_TEXT_MAX_LENGTH);

const scope = exactly<NonNullable<ApiKeyCreated['scope']>>({
  merchant_ids: setOf(uuidV4),
  features: setOf(oneOf(FEATURES)),
});

export const apiKeyCreated = exactly<ApiKeyCreated>({
  ...ofKey,
  label,
  display: described('What of the key may be shown.', {
    type: 'string',
    pattern: '^lk_(live|test)_[0-9A-Za-z]{6}…[0-9A-Za-z]{4}$',
  }),
  scope: described('Null: the whole account.', orNull(scope)),
  replaces: described('The key that this one stands in for.', orNull(uuidV4)),
});

export const apiKeyLabeled = exactly<ApiKeyLabeled>({ ...ofKey, label });

export const apiKeyRevoked = exactly<ApiKeyRevoked>(ofKey);
