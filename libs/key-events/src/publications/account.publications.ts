import type {
  AccountEvent,
  AccountOpened,
  DestinationAllowed,
  DestinationRemoved,
  EncryptionKeyIssued,
  MerchantAdded,
  MerchantChanged,
  MerchantRemoved,
  OperatingModelChanged,
} from '@latchkey/accounts-domain';
import * as schemas from '../schemas/account.schemas';
import { changedMerchantDetails, merchantDetails } from './merchant-details';
import { publication, type Publications } from './publication';

export const accountPublications: Publications<AccountEvent> = {
  AccountOpened: publication<AccountOpened, 'latchkey.account.opened.v1'>(
    'latchkey.account.opened.v1',
    'An account was opened. Its own merchant is added by an event that follows.',
    schemas.accountOpened,
    ({ accountId, name, operatingModel }) => ({ account_id: accountId, name, operating_model: operatingModel }),
  ),
  OperatingModelChanged: publication<OperatingModelChanged, 'latchkey.account.operating-model-changed.v1'>(
    'latchkey.account.operating-model-changed.v1',
    'An account works by another model: what its keys may do has changed with it.',
    schemas.operatingModelChanged,
    ({ accountId, operatingModel }) => ({ account_id: accountId, operating_model: operatingModel }),
  ),
  MerchantAdded: publication<MerchantAdded, 'latchkey.account.merchant-added.v1'>(
    'latchkey.account.merchant-added.v1',
    'A merchant was added to an account.',
    schemas.merchantAdded,
    ({ accountId, merchantId, isPrimary, ...details }) => ({
      account_id: accountId,
      merchant_id: merchantId,
      is_primary: isPrimary,
      ...merchantDetails(details),
    }),
  ),
  MerchantChanged: publication<MerchantChanged, 'latchkey.account.merchant-changed.v1'>(
    'latchkey.account.merchant-changed.v1',
    'Some details of a merchant changed.',
    schemas.merchantChanged,
    ({ accountId, merchantId, changed }) => ({
      account_id: accountId,
      merchant_id: merchantId,
      changed: changedMerchantDetails(changed),
    }),
  ),
  MerchantRemoved: publication<MerchantRemoved, 'latchkey.account.merchant-removed.v1'>(
    'latchkey.account.merchant-removed.v1',
    'A merchant was removed, for ever: no key reaches what is its.',
    schemas.merchantRemoved,
    ({ accountId, merchantId }) => ({ account_id: accountId, merchant_id: merchantId }),
  ),
  DestinationAllowed: publication<DestinationAllowed, 'latchkey.account.destination-allowed.v1'>(
    'latchkey.account.destination-allowed.v1',
    'Card data may be forwarded to a destination.',
    schemas.destinationAllowed,
    (stored) => ({
      account_id: stored.accountId,
      destination_id: stored.destinationId,
      host: stored.host,
      ports: stored.ports,
      path_prefixes: stored.pathPrefixes,
      methods: stored.methods,
      merchant_ids: stored.merchantIds,
      relay: stored.relay,
      insecure_loopback: stored.insecureLoopback,
    }),
  ),
  DestinationRemoved: publication<DestinationRemoved, 'latchkey.account.destination-removed.v1'>(
    'latchkey.account.destination-removed.v1',
    'Nothing may be forwarded to a destination any more.',
    schemas.destinationRemoved,
    ({ accountId, destinationId }) => ({ account_id: accountId, destination_id: destinationId }),
  ),
  EncryptionKeyIssued: publication<EncryptionKeyIssued, 'latchkey.account.encryption-key-issued.v1'>(
    'latchkey.account.encryption-key-issued.v1',
    'A merchant was given a new key to decrypt payment data with. The event names it and does not hold it.',
    schemas.encryptionKeyIssued,
    ({ accountId, merchantId, kid }) => ({ account_id: accountId, merchant_id: merchantId, kid }),
  ),
};
