import { FEATURES, type Feature, OPERATING_MODELS } from '@latchkey/accounts-domain';
import fc from 'fast-check';
import type { ReplayedEvent } from '../replayed-event';

/** The `n`th id of a kind: readable in a failing test. */
const idOf = (kind: number, n: number): string => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const account = (n: number): string => idOf(1, n);
/** Of account `a`. */
export const merchant = (a: number, n: number): string => idOf(2, 10 * a + n);
export const destination = (a: number, n: number): string => idOf(3, 10 * a + n);
export const key = (n: number): string => idOf(4, n);

export const START_MS = Date.UTC(2026, 0, 1);
export const HOSTS = ['a.example', 'b.example'] as const;
const ACCOUNTS = 2;
const MERCHANTS = 4;

export type Step = { readonly type: string; readonly stream: string; readonly data: object };

/** Events in the order of the log. `clock`: milliseconds from the one before, forwards or backwards. */
export function eventsOf(steps: readonly (Step & { readonly clock: number })[]): ReplayedEvent[] {
  let timeMs = START_MS;
  return steps.map(({ clock, type, stream, data }, at) => {
    timeMs += clock;
    const actor = { type: 'user', id: idOf(5, at) };
    const time = new Date(timeMs).toISOString();
    const metadata = { schemaVersion: 1, actor, correlationId: 'request', causationId: idOf(9, at), time };
    return { ordinal: at + 1, stream, type, data, metadata };
  });
}

const fact = (type: string, accountId: string, data: object = {}): Step => ({
  type,
  stream: `account-${accountId}`,
  data: { accountId, ...data },
});
export const keyFact = (type: string, accountId: string, keyId: string, data: object = {}): Step => ({
  type,
  stream: `apikey-${keyId}`,
  data: { accountId, keyId, ...data },
});

export const opened = (a: number, operatingModel: string) =>
  fact('AccountOpened', account(a), { name: `Account ${a}`, operatingModel });
export const modelChanged = (a: number, operatingModel: string) =>
  fact('OperatingModelChanged', account(a), { operatingModel });
export const merchantAdded = (a: number, n: number, paymentForwardUrl: string | null = null) =>
  fact('MerchantAdded', account(a), {
    ...{ merchantId: merchant(a, n), isPrimary: n === 0, legalName: `Merchant ${n}`, companyCity: null },
    ...{ countryCode: null, websiteUrl: null, defaultCurrency: null, paymentForwardUrl },
  });
export const merchantRemoved = (a: number, n: number) =>
  fact('MerchantRemoved', account(a), { merchantId: merchant(a, n) });
export const forwardUrlChanged = (a: number, n: number, paymentForwardUrl: string | null) =>
  fact('MerchantChanged', account(a), { merchantId: merchant(a, n), changed: { paymentForwardUrl } });
export const destinationAllowed = (a: number, n: number, host: string, merchantIds: readonly string[] | null = null) =>
  fact('DestinationAllowed', account(a), {
    ...{ destinationId: destination(a, n), host, ports: [443], pathPrefixes: ['/'], methods: ['POST'] },
    ...{ merchantIds, relay: 'masked', insecureLoopback: false },
  });
export const destinationRemoved = (a: number, n: number) =>
  fact('DestinationRemoved', account(a), { destinationId: destination(a, n) });
export const keyCreated = (a: number, n: number, scope: object | null = null) =>
  keyFact('KeyCreated', account(a), key(n), {
    ...{ label: `Key ${n}`, display: `lk_test_${n}`, scope, verifier: `sha256:${'0'.repeat(64)}`, replaces: null },
  });
export const keyLabeled = (a: number, n: number, label: string) => keyFact('KeyLabeled', account(a), key(n), { label });
export const keyRevoked = (a: number, n: number) => keyFact('KeyRevoked', account(a), key(n));

export const scopeOf = (a: number, merchants: readonly number[], features: readonly Feature[]) => ({
  merchantIds: merchants.map((n) => merchant(a, n)).sort(),
  features: [...features].sort(),
});

/** What the accounts' and keys' deciders could have let happen, in any interleaving; a key may come before its account. */
export const anyHistory: fc.Arbitrary<ReplayedEvent[]> = fc
  .tuple(
    fc.array(
      fc.record({
        a: fc.constantFrom(0, 0, ACCOUNTS - 1),
        kind: fc.constantFrom(
          'model',
          'add',
          'remove',
          'url',
          'allow',
          'disallow',
          'key',
          'key',
          'key',
          'revoke',
          'label',
        ),
        n: fc.nat(MERCHANTS - 1),
        model: fc.constantFrom(...OPERATING_MODELS, 'ecosystem' as const),
        host: fc.constantFrom(...HOSTS),
        restricted: fc.boolean(),
        scope: fc.option(
          fc.record({
            merchants: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
            features: fc.subarray([...FEATURES], { minLength: 1 }),
          }),
        ),
        // Skewed clocks: a third of the events are not later than the one before.
        clock: fc.constantFrom(-5_000, 0, 0, 1, 1_000, 3_000),
      }),
      { minLength: 20, maxLength: 45 },
    ),
    fc.constantFrom(...OPERATING_MODELS),
  )
  .map(([wishes, model]) => {
    const keys: { a: number; n: number; revoked: boolean }[] = [];
    const seen = new Set<string>();
    const once = (name: string) => !seen.has(name) && seen.add(name) !== undefined;
    const steps = wishes.flatMap(({ a, kind, n, scope, ...wish }): (Step & { clock: number })[] => {
      const at = (step: Step) => [{ ...step, clock: wish.clock }];
      const begin = once(`open ${a}`)
        ? [
            { ...opened(a, model), clock: 1 },
            { ...merchantAdded(a, 0, `https://${HOSTS[0]}/pay`), clock: 0 },
          ]
        : [];
      if (kind === 'model') return [...begin, ...at(modelChanged(a, wish.model))];
      if (kind === 'add') return n > 0 && once(`add ${a} ${n}`) ? [...begin, ...at(merchantAdded(a, n))] : begin;
      if (kind === 'remove')
        return n > 0 && seen.has(`add ${a} ${n}`) && once(`gone ${a} ${n}`)
          ? [...begin, ...at(merchantRemoved(a, n))]
          : begin;
      if (kind === 'url') {
        const living = n === 0 || (seen.has(`add ${a} ${n}`) && !seen.has(`gone ${a} ${n}`));
        return living ? [...begin, ...at(forwardUrlChanged(a, n, `https://${wish.host}/pay`))] : begin;
      }
      if (kind === 'allow')
        return once(`allow ${a} ${n}`)
          ? [...begin, ...at(destinationAllowed(a, n, wish.host, wish.restricted ? [merchant(a, n)] : null))]
          : begin;
      if (kind === 'disallow')
        return seen.has(`allow ${a} ${n}`) && once(`out ${a} ${n}`)
          ? [...begin, ...at(destinationRemoved(a, n))]
          : begin;
      if (kind === 'key') {
        const number = keys.push({ a, n: keys.length, revoked: false }) - 1;
        seen.delete(begin.length > 0 ? `open ${a}` : '');
        return at(keyCreated(a, number, scope && scopeOf(a, scope.merchants, scope.features)));
      }
      const known = keys[n];
      if (known === undefined || known.revoked) return begin;
      if (kind === 'label') return [...begin, ...at(keyLabeled(known.a, known.n, `Label ${wish.clock}`))];
      known.revoked = true;
      return [...begin, ...at(keyRevoked(known.a, known.n))];
    });
    return eventsOf(steps);
  })
  .filter((events) => events.length > 0);
