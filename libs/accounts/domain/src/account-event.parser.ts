import { type AccountEvent, type MerchantDetails, RELAYS } from './account.events';
import { eventParser } from './event-parser';
import {
  type Is,
  isBoolean,
  isNullOr,
  isOneOf,
  isSortedSet,
  isString,
  isUuid,
  isWholeNumber,
  type Members,
} from './json-shape';
import { OPERATING_MODELS } from './operating-model';

const merchantDetails: Members<MerchantDetails> = {
  legalName: isString,
  companyCity: isNullOr(isString),
  countryCode: isNullOr(isString),
  websiteUrl: isNullOr(isString),
  defaultCurrency: isNullOr(isString),
  paymentForwardUrl: isNullOr(isString),
};

/** At least one of a merchant's details, and nothing else. */
const isChange: Is<Partial<MerchantDetails>> = (json): json is Partial<MerchantDetails> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false;
  const members = Object.entries(json);
  const isDetail = ([name, value]: [string, unknown]) =>
    Object.hasOwn(merchantDetails, name) && merchantDetails[name as keyof MerchantDetails](value);
  return members.length > 0 && members.every(isDetail);
};

/** Reads a stored event of an `account-` stream. Strict: what is not exactly one of ours is refused with a reason. */
export const accountEventFromJson = eventParser<AccountEvent>({
  AccountOpened: { accountId: isUuid, name: isString, operatingModel: isOneOf(OPERATING_MODELS) },
  OperatingModelChanged: { accountId: isUuid, operatingModel: isOneOf(OPERATING_MODELS) },
  MerchantAdded: { accountId: isUuid, merchantId: isUuid, isPrimary: isBoolean, ...merchantDetails },
  MerchantChanged: { accountId: isUuid, merchantId: isUuid, changed: isChange },
  MerchantRemoved: { accountId: isUuid, merchantId: isUuid },
  DestinationAllowed: {
    accountId: isUuid,
    destinationId: isUuid,
    host: isString,
    ports: isSortedSet(isWholeNumber(1, 65_535)),
    pathPrefixes: isSortedSet(isString),
    methods: isSortedSet(isString),
    merchantIds: isNullOr(isSortedSet(isUuid)),
    relay: isOneOf(RELAYS),
    insecureLoopback: isBoolean,
  },
  DestinationRemoved: { accountId: isUuid, destinationId: isUuid },
  EncryptionKeyIssued: { accountId: isUuid, merchantId: isUuid, kid: isUuid },
});
