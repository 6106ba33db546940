import { FEATURES, type OpenAccountState, UNSCOPED_OPERATIONS } from '@latchkey/accounts-domain';
import type { KeyAsOf } from '@latchkey/replay';

/** What a key could reach at a moment. */
export interface Reach {
  readonly features: readonly string[];
  /** Ids of merchants that were not removed. */
  readonly merchants: readonly string[];
  /** Where it could have card data sent; `host:port/path`, in the order in which they were allowed. */
  readonly destinations: readonly string[];
}

/** Null: nothing at all, for it was not there yet or revoked, or its account was not open. */
export function reachOf(key: KeyAsOf | null, account: OpenAccountState | null): Reach | null {
  if (!key || !account || key.status === 'revoked') return null;
  const living = [...account.merchants.values()]
    .filter(({ status }) => status === 'active')
    .map((each) => each.merchantId);
  const scope = key.effectiveScope;
  const features = scope ? scope.features : [...FEATURES, ...UNSCOPED_OPERATIONS];
  const merchants = scope ? scope.merchantIds : living.toSorted();
  const forwards = features.some((feature) => feature.endsWith('.forward')) && (scope === null || merchants.length > 0);
  const isOpen = (merchantIds: readonly string[] | null) =>
    merchantIds === null || merchantIds.some((id) => merchants.includes(id));
  const destinations = account.destinations.filter(({ merchantIds }) => isOpen(merchantIds));
  return {
    features,
    merchants,
    destinations: forwards
      ? destinations.flatMap(({ host, ports, pathPrefixes }) =>
          ports.flatMap((port) => pathPrefixes.map((path) => `${host}:${port}${path}`)),
        )
      : [],
  };
}

/** A stretch of the window in which nothing changed. */
export interface ReachSpan {
  /** ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly reach: Reach | null;
}

/** Collects what a key could reach as the log goes by. */
export function createReachSpans(from: string) {
  const spans: { from: string; reach: Reach | null }[] = [];
  return {
    note(at: string, reach: Reach | null): void {
      const last = spans.at(-1);
      if (last && same(last.reach, reach)) return;
      const since = at < from ? from : at;
      // Several events of one moment: the last one counts.
      if (last?.from === since) spans.pop();
      if (same(spans.at(-1)?.reach, reach)) return;
      spans.push({ from: since, reach });
    },
    until: (to: string): readonly ReachSpan[] =>
      spans.map((span, index) => ({ ...span, to: spans[index + 1]?.from ?? to })).filter((span) => span.from < span.to),
  };
}

const same = (a: Reach | null | undefined, b: Reach | null): boolean =>
  a !== undefined && JSON.stringify(a) === JSON.stringify(b);
