import type { EventMetadata } from './event-metadata';
import type { AccountId, DestinationId, MerchantId } from './ids';
import type { OperatingModel } from './operating-model';

/**
 * `countryCode`: ISO 3166-1 alpha-2. `defaultCurrency`: ISO 4217. `websiteUrl` is https, `paymentForwardUrl` one that
 * `parseDestinationUrl` reads (older ones: any https URL).
 */
export type MerchantDetails = {
  readonly legalName: string;
  readonly companyCity: string | null;
  readonly countryCode: string | null;
  readonly websiteUrl: string | null;
  readonly defaultCurrency: string | null;
  readonly paymentForwardUrl: string | null;
};

export const RELAYS = ['masked', 'status_only'] as const;
export type Relay = (typeof RELAYS)[number];

/** Lists are sorted and without repeats, so that equal permissions have equal bytes. */
export type DestinationDetails = {
  /** Lower case, IDNA ASCII form. */
  readonly host: string;
  readonly ports: readonly number[];
  /** Whole segments of a normalised path; `/` is every path. */
  readonly pathPrefixes: readonly string[];
  readonly methods: readonly string[];
  /** Who alone may use it; null: every merchant of the account, and tokens without one. */
  readonly merchantIds: readonly MerchantId[] | null;
  readonly relay: Relay;
  readonly insecureLoopback: boolean;
};

type AccountFact<Type extends string, Data> = {
  readonly type: Type;
  readonly data: { readonly accountId: AccountId } & Data;
  readonly metadata: EventMetadata;
};

export type AccountOpened = AccountFact<
  'AccountOpened',
  { readonly name: string; readonly operatingModel: OperatingModel }
>;
export type OperatingModelChanged = AccountFact<'OperatingModelChanged', { readonly operatingModel: OperatingModel }>;
export type MerchantAdded = AccountFact<
  'MerchantAdded',
  { readonly merchantId: MerchantId; readonly isPrimary: boolean } & MerchantDetails
>;
export type MerchantChanged = AccountFact<
  'MerchantChanged',
  { readonly merchantId: MerchantId; readonly changed: Partial<MerchantDetails> }
>;
export type MerchantRemoved = AccountFact<'MerchantRemoved', { readonly merchantId: MerchantId }>;
export type DestinationAllowed = AccountFact<
  'DestinationAllowed',
  { readonly destinationId: DestinationId } & DestinationDetails
>;
export type DestinationRemoved = AccountFact<'DestinationRemoved', { readonly destinationId: DestinationId }>;
/** `kid`, a UUIDv4, names the key; the key itself is commerce's alone. */
export type EncryptionKeyIssued = AccountFact<
  'EncryptionKeyIssued',
  { readonly merchantId: MerchantId; readonly kid: string }
>;

export type AccountEvent =
  | AccountOpened
  | OperatingModelChanged
  | MerchantAdded
  | MerchantChanged
  | MerchantRemoved
  | DestinationAllowed
  | DestinationRemoved
  | EncryptionKeyIssued;

/** Its stream in the event store. */
export const accountStream = (accountId: AccountId): string => `account-${accountId}`;
