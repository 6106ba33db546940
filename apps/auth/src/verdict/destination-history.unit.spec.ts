import {
  accountEventFromJson,
  evolveAccount,
  initialAccount,
  matchDestination,
  parseDestinationUrl,
  type AccountState,
} from '@latchkey/accounts-domain';
import type { RecordedEvent } from '@latchkey/event-store';
import type { ForwardWish } from '@latchkey/keys-domain';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { createLogIndex } from '../index/log-index';
import {
  destinationAllowed,
  destinationRemoved,
  forwardUrlChanged,
  makeKey,
  merchantAdded,
  merchantRemoved,
  opened,
  peppers,
  type Fact,
} from '../testing/history.fixture';
import { recordedEvents } from '../testing/indexed.fixture';
import { decideVerdict } from './decide-verdict';

const accountId = randomUUID();
const key = makeKey(accountId);
const merchants = [randomUUID(), randomUUID(), randomUUID()];
const destinations = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const urls = ['https://a.example/v1', 'https://a.example:8443/v1/x', 'https://b.example/', 'http://localhost/'];

/** The ids are few, so that things are allowed, taken away, allowed again and changed after they went. */
const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .record({
        id: fc.constantFrom(...destinations),
        host: fc.constantFrom('a.example', 'b.example', 'localhost'),
        ports: fc.constantFrom([443], [80, 443, 8443]),
        pathPrefixes: fc.constantFrom(['/'], ['/v1']),
        merchantIds: fc.option(fc.subarray(merchants, { minLength: 1 })),
        relay: fc.constantFrom('masked', 'status_only'),
      } as const)
      .map(({ id, host, merchantIds, ...more }) => {
        const entry = { ...more, merchantIds: merchantIds && merchantIds.toSorted() };
        return destinationAllowed(accountId, id, host, { ...entry, insecureLoopback: host === 'localhost' });
      }),
  },
  { weight: 2, arbitrary: fc.constantFrom(...destinations).map((id) => destinationRemoved(accountId, id)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...merchants), fc.constantFrom(...urls, null, 'https://a.example//old'))
      .map(([id, url]) => forwardUrlChanged(accountId, id, url)),
  },
);

/** The last merchant is removed somewhere in between. */
const anyHistory = fc
  .tuple(fc.array(anyFact, { maxLength: 10 }), fc.array(anyFact, { maxLength: 4 }))
  .map(([before, after]): Fact[] => [
    ...[opened(accountId, 'ecosystem'), key.created],
    ...merchants.map((id, at) => merchantAdded(accountId, id, at === 0, urls[at] ?? null)),
    ...before,
    merchantRemoved(accountId, merchants[2] ?? ''),
    ...after,
  ]);

const method = 'POST';
const parse = (text: string) => {
  const parsed = parseDestinationUrl(text);
  return parsed.ok ? parsed.value : null;
};
const wishes: readonly (readonly [ForwardWish, string | undefined])[] = [
  ...urls.flatMap((text) => {
    const url = parse(text);
    if (url === null) throw new Error('not a URL');
    const wish = { kind: 'url', url, method } as const;
    return [
      [{ ...wish, anyMerchant: true }, undefined] as const,
      ...[undefined, ...merchants].map((id) => [{ ...wish, anyMerchant: false }, id] as const),
    ];
  }),
  ...merchants.map((id) => [{ kind: 'payment-forward-url', method }, id] as const),
];

/** What the account's own state, as key-management folds and shows it, says. */
function rightAnswer(state: AccountState, wish: ForwardWish, merchantId: string | undefined) {
  if (state.status === 'none') return 'invalid_api_key';
  const merchant = merchantId === undefined ? undefined : state.merchants.get(merchantId);
  if (merchantId !== undefined && !merchant) return 'merchant_not_in_scope';
  if (merchant?.status === 'removed') return 'merchant_removed';
  const text = merchant?.paymentForwardUrl ?? null;
  if (wish.kind === 'payment-forward-url' && text === null) return 'forward_url_missing';
  const url = wish.kind === 'url' ? wish.url : parse(text ?? '');
  const whose = merchantId ?? (wish.kind === 'url' && wish.anyMerchant ? undefined : null);
  const found = url && matchDestination(state.destinations, { url, method, merchantId: whose });
  return found?.relay ?? 'destination_not_allowed';
}

const stateOf = (events: readonly RecordedEvent[]): AccountState =>
  events.reduce((state, { type, data, metadata }) => {
    const parsed = accountEventFromJson(type, data, metadata);
    return parsed.ok ? evolveAccount(state, parsed.event) : state;
  }, initialAccount);

test('after every event of any history, auth says of destinations what the account itself shows', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(anyHistory, async (facts) => {
      const events = await recordedEvents(facts);
      const index = createLogIndex();
      for (const [at, event] of events.entries()) {
        index.apply(event);
        if (at === 0) continue; // The key is not there yet.
        const state = stateOf(events.slice(0, at + 1));
        for (const [destination, merchantId] of wishes) {
          const check = { keyId: key.keyId, digest: key.digest, destination, merchantId };
          const verdict = decideVerdict(index, peppers, check);
          const given = verdict.destination?.relay ?? verdict.reason ?? '';
          const right = rightAnswer(state, destination, merchantId);
          expect({ given, destination, merchantId }).toEqual({ given: right, destination, merchantId });
          expect(verdict.verdict).toBe(verdict.destination === null ? 'deny' : 'allow');
          seen.set(given, (seen.get(given) ?? 0) + 1);
        }
      }
    }),
    { numRuns: 40 },
  );
  expect([...seen.keys()].toSorted()).toEqual([
    ...['destination_not_allowed', 'forward_url_missing', 'masked', 'merchant_not_in_scope', 'merchant_removed'],
    'status_only',
  ]);
});
