import type { Feature, OperatingModel, Relay } from '@latchkey/accounts-domain';

/** The data of each published event by its CloudEvents type. Ids are UUIDs, in lower case. */
export interface PublishedEvents {
  'latchkey.api-key.created.v1': ApiKeyCreated;
  'latchkey.api-key.labeled.v1': ApiKeyLabeled;
  'latchkey.api-key.revoked.v1': ApiKeyRevoked;
  'latchkey.account.opened.v1': AccountOpened;
  'latchkey.account.operating-model-changed.v1': OperatingModelChanged;
  'latchkey.account.merchant-added.v1': MerchantAdded;
  'latchkey.account.merchant-changed.v1': MerchantChanged;
  'latchkey.account.merchant-removed.v1': MerchantRemoved;
  'latchkey.account.destination-allowed.v1': DestinationAllowed;
  'latchkey.account.destination-removed.v1': DestinationRemoved;
  'latchkey.account.encryption-key-issued.v1': EncryptionKeyIssued;
}
export type PublishedType = keyof PublishedEvents;

interface OfKey {
  readonly account_id: string;
  readonly key_id: string;
}
interface OfAccount {
  readonly account_id: string;
}

export interface ApiKeyCreated extends OfKey {
  readonly label: string;
  /** What of the key may be shown: its prefix, six characters of its id and its last four. */
  readonly display: string;
  /** Null: the whole account. Both lists are sorted. */
  readonly scope: { readonly merchant_ids: readonly string[]; readonly features: readonly Feature[] } | null;
  /** The key that this one stands in for. */
  readonly replaces: string | null;
}
export interface ApiKeyLabeled extends OfKey {
  readonly label: string;
}
export type ApiKeyRevoked = OfKey;

export interface AccountOpened extends OfAccount {
  readonly name: string;
  readonly operating_model: OperatingModel;
}
export interface OperatingModelChanged extends OfAccount {
  readonly operating_model: OperatingModel;
}
export interface PublishedMerchantDetails {
  readonly legal_name: string;
  readonly company_city: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country_code: string | null;
  readonly website_url: string | null;
  /** ISO 4217. */
  readonly default_currency: string | null;
  readonly payment_forward_url: string | null;
}
export interface MerchantAdded extends OfAccount, PublishedMerchantDetails {
  readonly merchant_id: string;
  readonly is_primary: boolean;
}
export interface MerchantChanged extends OfAccount {
  readonly merchant_id: string;
  /** What differs from before. */
  readonly changed: Partial<PublishedMerchantDetails>;
}
export interface MerchantRemoved extends OfAccount {
  readonly merchant_id: string;
}
export interface DestinationAllowed extends OfAccount {
  readonly destination_id: string;
  readonly host: string;
  readonly ports: readonly number[];
  readonly path_prefixes: readonly string[];
  readonly methods: readonly string[];
  /** Who alone may use it; null: every merchant of the account. */
  readonly merchant_ids: readonly string[] | null;
  readonly relay: Relay;
  readonly insecure_loopback: boolean;
}
export interface DestinationRemoved extends OfAccount {
  readonly destination_id: string;
}
export interface EncryptionKeyIssued extends OfAccount {
  readonly merchant_id: string;
  /** Names the key, which itself never leaves the vault but once. */
  readonly kid: string;
}
