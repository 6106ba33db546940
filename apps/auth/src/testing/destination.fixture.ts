import { OPERATING_MODELS, type Feature, type OperatingModel } from '@latchkey/accounts-domain';
import { randomUUID } from 'node:crypto';
import { DESTINATION_TABLE, LISTED, TAKEN_AWAY, type KeyKind, type OutcomeCode, type Whose } from './destination.table';
import {
  destinationAllowed,
  destinationRemoved,
  makeKey,
  merchantAdded,
  merchantRemoved,
  modelChanged,
  opened,
  scopeOf,
  type Fact,
  type TestKey,
} from './history.fixture';

export const FORWARD_URLS: Readonly<Partial<Record<Whose, string>>> = {
  mine: 'https://mine.example/pay',
  other: 'https://nowhere.example/pay',
  removed: 'https://open.example/pay',
};

/** One question of the table, as it is written to auth. */
export interface DestinationCell {
  readonly name: string;
  readonly whose: Whose;
  readonly code: OutcomeCode;
  readonly key: TestKey;
  readonly question: { readonly feature: Feature; readonly merchant_id?: string; readonly destination: object };
}

/** An account that was an ecosystem when its keys were made and has `model` now. */
function accountUnder(model: OperatingModel, foreign: string) {
  const accountId = randomUUID();
  const ids = { own: randomUUID(), mine: randomUUID(), other: randomUUID(), removed: randomUUID() };
  const merchants: Readonly<Record<Whose, string | undefined>> = { ...ids, foreign, any: undefined, none: undefined };
  const reach = [ids.mine, ids.removed];
  const keys: Readonly<Record<KeyKind, TestKey>> = {
    unscoped: makeKey(accountId),
    'scoped to forward': makeKey(accountId, scopeOf(reach, ['cardholder-data.forward', 'payment-data.forward'])),
    'scoped to lists': makeKey(accountId, scopeOf(reach, ['tokens.list', 'payment-data.list'])),
  };
  const taken = TAKEN_AWAY.map((host) => ({ host, id: randomUUID() }));
  const facts = [
    opened(accountId, 'ecosystem'),
    ...Object.entries(ids).map(([whose, id]) =>
      merchantAdded(accountId, id, whose === 'own', FORWARD_URLS[whose as Whose] ?? null),
    ),
    ...Object.values(keys).map((key) => key.created),
    ...taken.map(({ host, id }) => destinationAllowed(accountId, id, host)),
    ...LISTED.map(({ host, ...entry }) => {
      const { merchants: names = null, ...more } = { merchants: undefined, ...entry };
      const merchantIds = names && names.map((name) => ids[name]).sort();
      return destinationAllowed(accountId, randomUUID(), host, { ...more, merchantIds });
    }),
    merchantRemoved(accountId, ids.removed),
    modelChanged(accountId, model),
    ...taken.map(({ id }) => destinationRemoved(accountId, id)),
    destinationAllowed(accountId, randomUUID(), TAKEN_AWAY[1]),
  ];
  return { facts, keys, merchants };
}

/** Every cell of the table for every model of its block and both forward features, and the history that makes them. */
export function destinationCells(): { readonly facts: readonly Fact[]; readonly cells: readonly DestinationCell[] } {
  const foreign = { accountId: randomUUID(), merchantId: randomUUID() };
  const accounts = new Map(OPERATING_MODELS.map((model) => [model, accountUnder(model, foreign.merchantId)]));
  const facts = [
    opened(foreign.accountId, 'ecosystem'),
    merchantAdded(foreign.accountId, foreign.merchantId, true),
    destinationAllowed(foreign.accountId, randomUUID(), 'evil.example'),
    ...[...accounts.values()].flatMap((account) => account.facts),
  ];
  const cells = DESTINATION_TABLE.flatMap(({ models, key, method, url, cells: codes }) =>
    models.flatMap((model) =>
      (['cardholder-data.forward', 'payment-data.forward'] as const).flatMap((feature) =>
        (Object.keys(codes) as Whose[]).map((whose): DestinationCell => {
          const account = accounts.get(model);
          if (account === undefined) throw new Error(`no model ${model}`);
          const merchantId = account.merchants[whose];
          const destination =
            url === null
              ? { payment_forward_url: true, method }
              : { url, method, ...(whose === 'any' ? { any_merchant: true } : {}) };
          return {
            name: `${model}, key ${key}, ${feature}, ${method} ${url ?? 'own URL'}, merchant ${whose}`,
            whose,
            code: codes[whose],
            key: account.keys[key],
            question: { feature, ...(merchantId === undefined ? {} : { merchant_id: merchantId }), destination },
          };
        }),
      ),
    ),
  );
  return { facts, cells };
}
