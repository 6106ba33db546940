import type { JsonObject, NewEvent } from '@latchkey/event-store';

/** The `n`th id of a kind: readable in a failing test. */
const idOf = (kind: number, n: number): string => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const account = (n: number): string => idOf(1, n);
export const merchant = (n: number): string => idOf(2, n);
export const key = (n: number): string => idOf(4, n);
/** Of version 5, as the services make them. */
export const eventId = (n: number): string => idOf(7, n).replace('-4000-', '-5000-');

export interface ScriptedEvent extends NewEvent {
  readonly stream: string;
  readonly version: number;
}

type Step = readonly [time: string, type: string, stream: string, data: JsonObject];

const details = { companyCity: null, countryCode: null, websiteUrl: null, defaultCurrency: null };
const opened = (n: number, name: string): Step => [
  ...([`2026-01-0${n}T10:00:00.000Z`, 'AccountOpened', `account-${account(n)}`] as const),
  { accountId: account(n), name, operatingModel: 'ecosystem' },
];
const ofAccount = (n: number, time: string, type: string, data: JsonObject): Step => [
  ...([time, type, `account-${account(n)}`] as const),
  { accountId: account(n), ...data },
];
const added = (n: number, time: string, m: number, isPrimary = false): Step =>
  ofAccount(n, time, 'MerchantAdded', {
    ...{ merchantId: merchant(m), isPrimary, legalName: `Merchant ${m}`, ...details },
    paymentForwardUrl: null,
  });
const made = (n: number, time: string, k: number, label: string, scope: JsonObject | null, tail = `x7Q${k}`): Step => [
  ...([time, 'KeyCreated', `apikey-${key(k)}`] as const),
  {
    ...{ accountId: account(n), keyId: key(k), label, display: `lk_test_3fK9aB…${tail}`, scope, replaces: null },
    verifier: { pepperVersion: 1, value: `${'A'.repeat(42)}A` },
  },
];
const ofKey = (n: number, time: string, type: string, k: number, data: JsonObject = {}): Step => [
  ...([time, type, `apikey-${key(k)}`] as const),
  { accountId: account(n), keyId: key(k), ...data },
];

/** Two accounts; of one the clock of a machine goes wrong, a merchant goes, the model changes. */
const STEPS: readonly Step[] = [
  opened(1, 'Acme'),
  added(1, '2026-01-01T10:00:00.000Z', 1, true),
  added(1, '2026-01-01T11:00:00.000Z', 2),
  opened(2, 'Bolt'),
  added(2, '2026-01-02T10:00:00.000Z', 3, true),
  made(1, '2026-02-01T10:00:00.000Z', 1, 'Till one', null),
  made(1, '2026-02-02T10:00:00.000Z', 2, '=HYPERLINK("x")', {
    features: ['cardholder-data.forward', 'tokens.read'],
    merchantIds: [merchant(1), merchant(2)],
  }),
  // Two that look alike.
  made(2, '2026-02-03T10:00:00.000Z', 3, 'Bolt\u202egnp', null, 'same'),
  made(2, '2026-02-04T10:00:00.000Z', 4, 'Bolt two', null, 'same'),
  ofAccount(1, '2026-02-05T10:00:00.000Z', 'DestinationAllowed', {
    ...{ destinationId: idOf(3, 1), host: 'api.psp.example', ports: [443], pathPrefixes: ['/v1'], methods: ['POST'] },
    ...{ merchantIds: null, relay: 'masked', insecureLoopback: false },
  }),
  // A clock that is ahead by a month; what follows counts from then on.
  ofKey(1, '2026-04-01T00:00:00.000Z', 'KeyLabeled', 1, { label: 'Till 1' }),
  ofAccount(1, '2026-03-01T10:00:00.000Z', 'MerchantRemoved', { merchantId: merchant(2) }),
  ofAccount(1, '2026-05-01T10:00:00.000Z', 'OperatingModelChanged', { operatingModel: 'managed_ecosystem' }),
  ofKey(1, '2026-06-01T10:00:00.000Z', 'KeyRevoked', 1),
];

/** `labels` more events, each a new label of one key, so that a log is as long as a test wants it. */
export function scriptedEvents(labels = 0): readonly ScriptedEvent[] {
  const more = Array.from({ length: labels }, (_, n) =>
    ofKey(1, '2026-06-02T10:00:00.000Z', 'KeyLabeled', 2, { label: `Label ${n}` }),
  );
  const versions = new Map<string, number>();
  return [...STEPS, ...more].map(([time, type, stream, data], index) => {
    const version = versions.get(stream) ?? 0;
    versions.set(stream, version + 1);
    const actor = { type: 'operator', id: 'alice' };
    const metadata = { schemaVersion: 1, actor, correlationId: 'request', causationId: idOf(9, index + 1), time };
    return { id: eventId(index + 1), type, stream, version, data, metadata };
  });
}
