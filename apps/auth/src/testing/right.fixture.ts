import { FEATURES, OPERATING_MODELS, type OperatingModel } from '@latchkey/accounts-domain';
import { randomUUID } from 'node:crypto';
import {
  makeKey,
  merchantAdded,
  merchantRemoved,
  modelChanged,
  opened,
  scopeOf,
  type Fact,
  type TestKey,
} from './history.fixture';
import { MERCHANTS, RIGHT_TABLE, TWO_FEATURES, type CellCode, type MerchantKind, type RightRow } from './right.table';

interface AccountUnderTest {
  readonly facts: readonly Fact[];
  readonly merchants: Readonly<Record<MerchantKind, string | undefined>>;
  readonly keys: Readonly<Record<RightRow['key'], TestKey>>;
}

/**
 * An account that was an ecosystem when its keys were made and has `model` now. key-management would not let a
 * `primary_merchant` come to several merchants; auth has an answer all the same.
 */
function accountUnder(model: OperatingModel, foreign: string): AccountUnderTest {
  const accountId = randomUUID();
  const [own, mine, other, removed] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const keys = {
    unscoped: makeKey(accountId),
    'scoped to all features': makeKey(accountId, scopeOf([mine, removed], FEATURES)),
    'scoped to two features': makeKey(accountId, scopeOf([mine, removed], TWO_FEATURES)),
  };
  const facts = [
    opened(accountId, 'ecosystem'),
    merchantAdded(accountId, own, true),
    ...[mine, other, removed].map((merchantId) => merchantAdded(accountId, merchantId)),
    ...Object.values(keys).map((key) => key.created),
    merchantRemoved(accountId, removed),
    modelChanged(accountId, model),
  ];
  return { facts, keys, merchants: { own, mine, other, removed, foreign, unknown: randomUUID(), none: undefined } };
}

export interface Cell {
  readonly name: string;
  readonly code: CellCode;
  readonly key: TestKey;
  readonly operation: RightRow['operation'];
  readonly merchantId: string | undefined;
}

/** Every cell of the table with real keys and merchants, and the history that makes them. */
export function rightCells(): { readonly facts: readonly Fact[]; readonly cells: readonly Cell[] } {
  const foreign = { accountId: randomUUID(), merchantId: randomUUID() };
  const accounts = new Map(OPERATING_MODELS.map((model) => [model, accountUnder(model, foreign.merchantId)]));
  const facts = [
    opened(foreign.accountId, 'ecosystem'),
    merchantAdded(foreign.accountId, foreign.merchantId, true),
    ...[...accounts.values()].flatMap((account) => account.facts),
  ];
  const cells = RIGHT_TABLE.flatMap(({ models, key, operation, cells: codes }) =>
    models.flatMap((model) => {
      const account = accounts.get(model);
      if (account === undefined) throw new Error(`no model ${model}`);
      return MERCHANTS.map((merchant): Cell => {
        const name = `${model}, key ${key}, ${operation ?? 'no feature'}, merchant ${merchant}`;
        return {
          name,
          code: codes[merchant],
          key: account.keys[key],
          operation,
          merchantId: account.merchants[merchant],
        };
      });
    }),
  );
  return { facts, cells };
}
