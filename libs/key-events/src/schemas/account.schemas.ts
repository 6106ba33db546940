import { DESTINATION_METHODS, FREE_TEXT_MAX_LENGTH, OPERATING_MODELS, RELAYS } from '@latchkey/accounts-domain';
import type {
  AccountOpened,
  DestinationAllowed,
  DestinationRemoved,
  EncryptionKeyIssued,
  MerchantAdded,
  MerchantChanged,
  MerchantRemoved,
  OperatingModelChanged,
  PublishedMerchantDetails,
} from '../published-events';
import { boolean, described, exactly, oneOf, orNull, setOf, someOf, text, uuidV4 } from './json-schema';

const ofAccount = { account_id: uuidV4 };
const ofMerchant = { ...ofAccount, merchant_id: uuidV4 };
const name = text(FREE_TEXT_MAX_LENGTH);
const operating_model = oneOf(OPERATING_MODELS);

const merchantDetails = {
  legal_name: name,
  company_city: orNull(name),
  country_code: orNull({ type: 'string', pattern: '^[A-Z]{2}$' }),
  website_url: orNull({ type: 'string', pattern: '^https://', maxLength: 2048 }),
  default_currency: orNull({ type: 'string', pattern: '^[A-Z]{3}$' }),
  payment_forward_url: orNull({ type: 'string', pattern: '^https?://', maxLength: 2048 }),
};

export const accountOpened = exactly<AccountOpened>({ ...ofAccount, name, operating_model });
export const operatingModelChanged = exactly<OperatingModelChanged>({ ...ofAccount, operating_model });
export const merchantAdded = exactly<MerchantAdded>({ ...ofMerchant, is_primary: boolean, ...merchantDetails });
export const merchantChanged = exactly<MerchantChanged>({
  ...ofMerchant,
  changed: described('Only what differs from before.', someOf<PublishedMerchantDetails>(merchantDetails)),
});
export const merchantRemoved = exactly<MerchantRemoved>(ofMerchant);
export const destinationAllowed = exactly<DestinationAllowed>({
  ...ofAccount,
  destination_id: uuidV4,
  host: text(253),
  ports: setOf({ type: 'integer', minimum: 1, maximum: 65_535 }),
  path_prefixes: setOf({ type: 'string', pattern: '^/' }),
  methods: setOf(oneOf(DESTINATION_METHODS)),
  merchant_ids: described('Who alone may use it. Null: every merchant of the account.', orNull(setOf(uuidV4))),
  relay: oneOf(RELAYS),
  insecure_loopback: boolean,
});
export const destinationRemoved = exactly<DestinationRemoved>({ ...ofAccount, destination_id: uuidV4 });
export const encryptionKeyIssued = exactly<EncryptionKeyIssued>({
  ...ofMerchant,
  kid: described('Names the key, which is in no event.', uuidV4),
});
