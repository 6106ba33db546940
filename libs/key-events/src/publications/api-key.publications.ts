import type { KeyCreated, KeyEvent, KeyLabeled, KeyRevoked } from '@latchkey/keys-domain';
import { apiKeyCreated, apiKeyLabeled, apiKeyRevoked } from '../schemas/api-key.schemas';
import { publication, type Publications } from './publication';

/** The verifier of a key is left out: it is for the services that check keys, and for no log but their own. */
export const apiKeyPublications: Publications<KeyEvent> = {
  KeyCreated: publication<KeyCreated, 'latchkey.api-key.created.v1'>(
    'latchkey.api-key.created.v1',
    'A key was created, for a whole account or for some merchants and features.',
    apiKeyCreated,
    ({ accountId, keyId, label, display, scope, replaces }) => ({
      account_id: accountId,
      key_id: keyId,
      label,
      display,
      scope: scope && { merchant_ids: scope.merchantIds, features: scope.features },
      replaces,
    }),
  ),
  KeyLabeled: publication<KeyLabeled, 'latchkey.api-key.labeled.v1'>(
    'latchkey.api-key.labeled.v1',
    'A key was given another label.',
    apiKeyLabeled,
    ({ accountId, keyId, label }) => ({ account_id: accountId, key_id: keyId, label }),
  ),
  KeyRevoked: publication<KeyRevoked, 'latchkey.api-key.revoked.v1'>(
    'latchkey.api-key.revoked.v1',
    'A key was revoked, for ever.',
    apiKeyRevoked,
    ({ accountId, keyId }) => ({ account_id: accountId, key_id: keyId }),
  ),
};
