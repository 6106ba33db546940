import { accountEventFromJson } from './account-event.parser';
import type { AccountEvent } from './account.events';
import {
  accountOpened,
  destinationAllowed,
  destinationRemoved,
  encryptionKeyIssued,
  merchant,
  merchantAdded,
  merchantChanged,
  merchantRemoved,
  metadata,
  modelChanged,
} from './testing/account.given';

/** What the event store takes: an event that does not fit would not compile here. */
type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [member: string]: Json;
}
const stored = (event: AccountEvent): { type: string; data: JsonObject; metadata: JsonObject } => event;

const events: AccountEvent[] = [
  ...accountOpened('ecosystem'),
  modelChanged('platform'),
  merchantAdded(1),
  merchantChanged(1, { companyCity: null, countryCode: 'DE' }),
  merchantRemoved(1),
  destinationAllowed(1, 'psp.example', { merchantIds: [merchant(1), merchant(2)] }),
  destinationRemoved(1),
  encryptionKeyIssued(1, 1),
];
const cases = events.map((event) => [event.type, stored(event)] as const);

describe('reading stored account events', () => {
  test.each(cases)('%s comes back as it was stored', (type, event) => {
    const { data, metadata } = JSON.parse(JSON.stringify(event)) as AccountEvent;
    expect(accountEventFromJson(type, data, metadata)).toEqual({ ok: true, event });
  });

  test.each(cases)('%s with a member missing, of another kind or too many is refused', (type, { data, metadata }) => {
    for (const name of Object.keys(data)) {
      const { [name]: value, ...rest } = data;
      const reason = `malformed ${type}: data ${name}`;
      expect(accountEventFromJson(type, rest, metadata)).toEqual({ ok: false, reason });
      const otherKind = typeof value === 'number' ? 'x' : 17;
      expect(accountEventFromJson(type, { ...rest, [name]: otherKind }, metadata)).toEqual({ ok: false, reason });
    }
    const extra = accountEventFromJson(type, { ...data, extra: 1 }, metadata);
    expect(extra).toEqual({ ok: false, reason: `malformed ${type}: data has an unknown member` });
  });

  test.each([null, [], 'text', 1, undefined])('data that is %j is refused', (data) => {
    expect(accountEventFromJson('MerchantRemoved', data, metadata)).toEqual({
      ok: false,
      reason: 'malformed MerchantRemoved: data',
    });
  });

  const destination = stored(destinationAllowed(1, 'psp.example')).data;
  test.each([
    ['ports', []],
    ['ports', [443, 443]],
    ['ports', [8443, 443]],
    ['ports', [0]],
    ['ports', ['443']],
    ['methods', ['PUT', 'POST']],
    ['merchantIds', []],
    ['merchantIds', ['not-a-uuid']],
    ['merchantIds', [merchant(2), merchant(1)]],
    ['relay', 'plain'],
    ['insecureLoopback', 'false'],
  ])('a destination whose %s is %j is refused', (name, value) => {
    expect(accountEventFromJson('DestinationAllowed', { ...destination, [name]: value }, metadata)).toEqual({
      ok: false,
      reason: `malformed DestinationAllowed: data ${name}`,
    });
  });

  test.each<[unknown]>([
    [{}],
    [{ legalName: null }],
    [{ unknown: 'x' }],
    [{ companyCity: 1 }],
    [['x']],
    [{ toString: 'x' }],
  ])('a merchant change of %j is refused', (changed) => {
    const { data } = stored(merchantChanged(1, {}));
    expect(accountEventFromJson('MerchantChanged', { ...data, changed }, metadata)).toMatchObject({ ok: false });
  });

  test('ids are lower-case UUIDv4', () => {
    const { data } = stored(merchantRemoved(1));
    for (const id of [merchant(1).toUpperCase().replace('0000', 'ABCD'), merchant(1).replace('-4', '-1'), '', 'x'])
      expect(accountEventFromJson('MerchantRemoved', { ...data, merchantId: id }, metadata)).toMatchObject({
        ok: false,
      });
  });
});
