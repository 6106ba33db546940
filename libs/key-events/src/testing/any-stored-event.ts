import {
  type AccountEvent,
  ACTOR_TYPES,
  checkFreeText,
  DESTINATION_METHODS,
  type EventMetadata,
  FEATURES,
  isUuidV4,
  OPERATING_MODELS,
  RELAYS,
} from '@latchkey/accounts-domain';
import type { JsonObject, RecordedEvent } from '@latchkey/event-store';
import type { KeyEvent } from '@latchkey/keys-domain';
import fc from 'fast-check';
import { recorded } from './stored-golden';

const id = fc.uuid({ version: 4 }).filter(isUuidV4);
const freeText = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 100 }), fc.string({ maxLength: 120 }))
  .map((text) => checkFreeText(text))
  .filter((checked) => checked.ok)
  .map(({ value }) => value);
const word = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);
const sorted = <Value extends string | number>(values: fc.Arbitrary<Value>) =>
  fc.uniqueArray(values, { minLength: 1, maxLength: 5 }).map((all) => all.sort((a, b) => (a < b ? -1 : 1)));

const metadata: fc.Arbitrary<EventMetadata> = fc.record({
  schemaVersion: fc.constant(1 as const),
  actor: fc.record({ type: fc.constantFrom(...ACTOR_TYPES), id: fc.oneof(id, word) }),
  correlationId: fc.oneof(id, word),
  causationId: id,
  time: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
});

const base62 = (length: number) => fc.stringMatching(new RegExp(`^[0-9A-Za-z]{${length}}$`));
const scope = fc.record({ merchantIds: sorted(id), features: sorted(fc.constantFrom(...FEATURES)) });
const url = fc.oneof(fc.constant('https://shop.example/'), fc.webUrl({ validSchemes: ['https'] }));
const details = {
  legalName: freeText,
  companyCity: fc.option(freeText),
  countryCode: fc.constantFrom('DE', null),
  websiteUrl: fc.option(url),
  defaultCurrency: fc.constantFrom('EUR', null),
  paymentForwardUrl: fc.option(url),
};
const ofKey = { accountId: id, keyId: id };

type DataOf<Event extends { readonly type: string; readonly data: unknown }> = {
  readonly [Type in Event['type']]: fc.Arbitrary<Extract<Event, { type: Type }>['data']>;
};
/** Of every type: one that is new to the domain does not compile until it is here. */
const data: DataOf<KeyEvent | AccountEvent> = {
  KeyCreated: fc.record({
    ...ofKey,
    label: freeText,
    display: fc.tuple(fc.constantFrom('live', 'test'), base62(6), base62(4)).map(([m, a, b]) => `lk_${m}_${a}…${b}`),
    scope: fc.option(scope),
    verifier: fc.record({
      value: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
      pepperVersion: fc.integer({ min: 1, max: 999_999_999 }),
    }),
    replaces: fc.option(id),
  }),
  KeyLabeled: fc.record({ ...ofKey, label: freeText }),
  KeyRevoked: fc.record(ofKey),
  AccountOpened: fc.record({ accountId: id, name: freeText, operatingModel: fc.constantFrom(...OPERATING_MODELS) }),
  OperatingModelChanged: fc.record({ accountId: id, operatingModel: fc.constantFrom(...OPERATING_MODELS) }),
  MerchantAdded: fc.record({ accountId: id, merchantId: id, isPrimary: fc.boolean(), ...details }),
  MerchantChanged: fc.record({
    accountId: id,
    merchantId: id,
    changed: fc.record(details, { requiredKeys: [] }).filter((changed) => Object.keys(changed).length > 0),
  }),
  MerchantRemoved: fc.record({ accountId: id, merchantId: id }),
  DestinationAllowed: fc.record({
    accountId: id,
    destinationId: id,
    host: fc.domain().map((host) => host.toLowerCase()),
    ports: sorted(fc.integer({ min: 1, max: 65_535 })),
    pathPrefixes: sorted(fc.constantFrom('/', '/v1', '/v1/payments')),
    methods: sorted(fc.constantFrom(...DESTINATION_METHODS)),
    merchantIds: fc.option(sorted(id)),
    relay: fc.constantFrom(...RELAYS),
    insecureLoopback: fc.boolean(),
  }),
  DestinationRemoved: fc.record({ accountId: id, destinationId: id }),
  EncryptionKeyIssued: fc.record({ accountId: id, merchantId: id, kid: id }),
};

const stored = ([type, content]: [string, fc.Arbitrary<object>]): fc.Arbitrary<RecordedEvent> =>
  fc
    .tuple(content, metadata, fc.nat())
    // What the domain makes is JSON.
    .map(([event, meta, version]) =>
      recorded({ type, data: event as JsonObject, metadata: meta as JsonObject }, version),
    );

/** Any event that the domain may have stored. */
export const anyStoredEvent: fc.Arbitrary<RecordedEvent> = fc.oneof(...Object.entries(data).map(stored));
export const anyKeyCreated = stored(['KeyCreated', data.KeyCreated]);
