import {
  FEATURES,
  featuresAllowed,
  type OperatingModel,
  parseDestinationUrl,
  UNSCOPED_OPERATIONS,
} from '@latchkey/accounts-domain';
import { isLeftForRemovedMerchant, type Scope } from '@latchkey/keys-domain';
import fc from 'fast-check';
import type { AuditWish } from './could';
import { createReplay } from './replay';
import type { ReplayedEvent } from './replayed-event';
import { account, anyHistory, HOSTS, merchant } from './testing/history.arbitrary';

const anyWish: fc.Arbitrary<AuditWish> = fc
  .record({
    operation: fc.constantFrom(...FEATURES, ...FEATURES, ...UNSCOPED_OPERATIONS),
    whose: fc.option(fc.tuple(fc.constantFrom(0, 0, 0, 1), fc.constantFrom(0, 0, 1, 2, 3)), { freq: 2 }),
    host: fc.option(fc.constantFrom(...HOSTS)),
  })
  .map(({ operation, whose, host }) => {
    const merchantId = whose === null ? undefined : merchant(...whose);
    const url = parseDestinationUrl(`https://${host}/pay`);
    const may = operation === 'cardholder-data.forward' || (operation === 'payment-data.forward' && whose !== null);
    const there = may && host !== null && url.ok ? { destination: { url: url.value, method: 'POST' } } : {};
    return { operation, merchantId, ...there };
  });

const replayed = (events: readonly ReplayedEvent[], accountId?: string) => {
  const replay = createReplay(accountId === undefined ? {} : { accountId });
  for (const event of events) replay.apply(event);
  return replay;
};
const idsOf = (answers: Iterable<{ readonly key: { readonly keyId: string } }>) =>
  [...answers].map(({ key }) => key.keyId).sort();

/** The rule in the words of the specification, over the bare list of events. */
function couldBySpecification(past: readonly ReplayedEvent[], wish: AuditWish): string[] {
  const of = (type: string) => past.filter((event) => event.type === type).map(({ data }) => data as Data);
  const revoked = new Set(of('KeyRevoked').map(({ keyId }) => keyId));
  return of('KeyCreated')
    .filter(({ keyId, accountId, scope }) => {
      const mine = (type: string) => of(type).filter((data) => data.accountId === accountId);
      const model = [...past].reverse().find(({ data }) => isModelOf(data as Data, accountId))?.data as
        Data | undefined;
      if (revoked.has(keyId) || model === undefined) return false;
      const gone = new Set(mine('MerchantRemoved').map(({ merchantId }) => merchantId));
      const added = new Set(mine('MerchantAdded').map(({ merchantId }) => merchantId));
      const lives = (id: string) => added.has(id) && !gone.has(id);
      const { operation, merchantId } = wish;
      const feature = FEATURES.find((each) => each === operation);
      if (scope !== null) {
        const allowed = feature && featuresAllowed(model.operatingModel).includes(feature);
        if (!allowed || !scope.features.includes(feature)) return false;
        if (merchantId !== undefined && !(scope.merchantIds.includes(merchantId) && lives(merchantId))) return false;
      } else if (merchantId !== undefined) {
        const leftOver = added.has(merchantId) && isLeftForRemovedMerchant(operation);
        if (!lives(merchantId) && !leftOver) return false;
      }
      if (wish.destination === undefined) return true;
      const { host, path } = wish.destination.url;
      const mayActFor = (id: string) => lives(id) && (scope === null || scope.merchantIds.includes(id));
      const ended = new Set(mine('DestinationRemoved').map(({ destinationId }) => destinationId));
      const listed = mine('DestinationAllowed').some((entry) => {
        if (entry.host !== host || ended.has(entry.destinationId)) return false;
        if (merchantId !== undefined) return entry.merchantIds === null || entry.merchantIds.includes(merchantId);
        if (entry.merchantIds !== null) return entry.merchantIds.some(mayActFor);
        return scope === null || scope.merchantIds.some(mayActFor);
      });
      if (operation !== 'payment-data.forward') return listed;
      const own = past.reduce<string | null>((url, { data }) => forwardUrlIn(data as Data, merchantId, url), null);
      return listed && own === `https://${host}${path}`;
    })
    .map(({ keyId }) => keyId)
    .sort();
}

interface Data {
  readonly keyId: string;
  readonly accountId: string;
  readonly scope: Scope | null;
  readonly operatingModel: OperatingModel;
  readonly merchantId: string;
  readonly destinationId: string;
  readonly host: string;
  readonly merchantIds: readonly string[] | null;
  readonly paymentForwardUrl?: string | null;
  readonly changed?: { readonly paymentForwardUrl: string | null };
}
const isModelOf = (data: Data, accountId: string) => data.accountId === accountId && data.operatingModel !== undefined;
const forwardUrlIn = (data: Data, merchantId: string | undefined, before: string | null): string | null => {
  if (data.merchantId !== merchantId) return before;
  if (data.changed) return data.changed.paymentForwardUrl;
  return data.paymentForwardUrl === undefined ? before : data.paymentForwardUrl;
};

describe('over random histories with skewed clocks', () => {
  test('after every event, who could is what the specification says', () => {
    let could = 0;
    fc.assert(
      fc.property(anyHistory, fc.array(anyWish, { minLength: 1, maxLength: 4 }), (events, wishes) => {
        const replay = createReplay();
        for (const [at, event] of events.entries()) {
          replay.apply(event);
          for (const wish of wishes) {
            const expected = couldBySpecification(events.slice(0, at + 1), wish);
            expect(idsOf(replay.whoCould(wish))).toEqual(expected);
            could += expected.length;
          }
        }
      }),
      { numRuns: 150 },
    );
    expect(could).toBeGreaterThan(500);
  });

  test('the spans of a window are exactly the places at which a key could', () => {
    let changes = 0;
    fc.assert(
      fc.property(anyHistory, anyWish, fc.nat(), fc.nat(), (events, wish, one, other) => {
        const [first = 0, last = 0] = [one % (events.length + 1), other % (events.length + 1)].sort((a, b) => a - b);
        const replay = replayed(events.slice(0, first));
        const watch = replay.watch(wish);
        for (const event of events.slice(first, last)) replay.apply(event);
        const answers = [...watch.answers()];
        for (let at = first; at <= last; at += 1) {
          const then = answers.filter(({ spans }) =>
            spans.some(({ from, to }) => (from?.ordinal ?? 0) <= at && at < (to?.ordinal ?? Infinity)),
          );
          expect(idsOf(then)).toEqual(idsOf(replayed(events.slice(0, at)).whoCould(wish)));
        }
        const edges = answers
          .flatMap(({ spans }) => spans.flatMap(({ from, to }) => [from, to]))
          .filter((edge) => edge);
        changes += edges.length;
        for (const edge of edges) expect(edge?.at).toBe(replayed(events.slice(0, edge?.ordinal)).effectiveAt);
      }),
      { numRuns: 150 },
    );
    expect(changes).toBeGreaterThan(50);
  });

  test('a replay of one account answers for it as that of all', () => {
    fc.assert(
      fc.property(anyHistory, anyWish, (events, wish) => {
        const [one, all] = [replayed(events, account(0)), replayed(events)];
        expect([...one.keys()]).toEqual([...all.keys(account(0))]);
        expect(JSON.stringify(one.account(account(0)))).toEqual(JSON.stringify(all.account(account(0))));
        expect([...one.whoCould(wish)]).toEqual([...all.whoCould(wish, account(0))]);
        expect(one.effectiveAt).toBe(all.effectiveAt);
        expect([...one.accounts()].length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});
