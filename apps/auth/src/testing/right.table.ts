import type { Feature, OperatingModel } from '@latchkey/accounts-domain';
import type { Operation } from '@latchkey/keys-domain';

export const MERCHANTS = ['own', 'mine', 'other', 'removed', 'foreign', 'unknown', 'none'] as const;
/**
 * `own`: the account's own. `mine`: in the key's scope. `other`: of the account, not in the scope. `removed`: in the scope,
 * no longer there. `foreign`: of another account. `unknown`: nobody's. `none`: the check names no merchant.
 */
export type MerchantKind = (typeof MERCHANTS)[number];

export const REASONS = {
  A: null,
  S: 'scoped_keys_unavailable',
  F: 'feature_not_in_scope',
  M: 'operating_model_forbids',
  N: 'merchant_not_in_scope',
  R: 'merchant_removed',
} as const;
export type CellCode = keyof typeof REASONS;

export interface RightRow {
  readonly models: readonly OperatingModel[];
  readonly key: 'unscoped' | 'scoped to all features' | 'scoped to two features';
  /** Undefined: the check names no feature. */
  readonly operation: Operation | undefined;
  readonly cells: Readonly<Record<MerchantKind, CellCode>>;
}

/** Of the key that is scoped to two features. The scopes' merchants are `mine` and `removed`. */
export const TWO_FEATURES: readonly Feature[] = ['payment-data.forward', 'tokens.list'];

/** Written from the specification, cell by cell. A: allow; every other letter is a deny, see REASONS. */
const TABLE = `
unscoped: primary_merchant platform ecosystem managed_ecosystem
                          own  mine other removed foreign unknown none
tokens.list               A    A    A     A       N       N       A
tokens.read               A    A    A     A       N       N       A
payment-data.list         A    A    A     A       N       N       A
payment-data.forward      A    A    A     R       N       N       A
cardholder-data.forward   A    A    A     R       N       N       A
tokens.create             A    A    A     R       N       N       A
tokens.delete             A    A    A     A       N       N       A
tokens.consume            A    A    A     A       N       N       A
payment-data.create       A    A    A     R       N       N       A
-                         A    A    A     R       N       N       A

scoped to all features: primary_merchant platform
                          own  mine other removed foreign unknown none
tokens.list               S    S    S     S       S       S       S
tokens.read               S    S    S     S       S       S       S
payment-data.list         S    S    S     S       S       S       S
payment-data.forward      S    S    S     S       S       S       S
cardholder-data.forward   S    S    S     S       S       S       S
tokens.create             S    S    S     S       S       S       S
tokens.delete             S    S    S     S       S       S       S
tokens.consume            S    S    S     S       S       S       S
payment-data.create       S    S    S     S       S       S       S
-                         S    S    S     S       S       S       S

scoped to all features: ecosystem
                          own  mine other removed foreign unknown none
tokens.list               N    A    N     N       N       N       A
tokens.read               N    A    N     N       N       N       A
payment-data.list         N    A    N     N       N       N       A
payment-data.forward      N    A    N     N       N       N       A
cardholder-data.forward   N    A    N     N       N       N       A
tokens.create             F    F    F     F       F       F       F
tokens.delete             F    F    F     F       F       F       F
tokens.consume            F    F    F     F       F       F       F
payment-data.create       F    F    F     F       F       F       F
-                         N    A    N     N       N       N       A

scoped to all features: managed_ecosystem
                          own  mine other removed foreign unknown none
tokens.list               M    M    M     M       M       M       M
tokens.read               M    M    M     M       M       M       M
payment-data.list         M    M    M     M       M       M       M
payment-data.forward      N    A    N     N       N       N       A
cardholder-data.forward   N    A    N     N       N       N       A
tokens.create             F    F    F     F       F       F       F
tokens.delete             F    F    F     F       F       F       F
tokens.consume            F    F    F     F       F       F       F
payment-data.create       F    F    F     F       F       F       F
-                         N    A    N     N       N       N       A

scoped to two features: primary_merchant platform
                          own  mine other removed foreign unknown none
tokens.list               S    S    S     S       S       S       S
tokens.read               S    S    S     S       S       S       S
payment-data.list         S    S    S     S       S       S       S
payment-data.forward      S    S    S     S       S       S       S
cardholder-data.forward   S    S    S     S       S       S       S
tokens.create             S    S    S     S       S       S       S
tokens.delete             S    S    S     S       S       S       S
tokens.consume            S    S    S     S       S       S       S
payment-data.create       S    S    S     S       S       S       S
-                         S    S    S     S       S       S       S

scoped to two features: ecosystem
                          own  mine other removed foreign unknown none
tokens.list               N    A    N     N       N       N       A
tokens.read               F    F    F     F       F       F       F
payment-data.list         F    F    F     F       F       F       F
payment-data.forward      N    A    N     N       N       N       A
cardholder-data.forward   F    F    F     F       F       F       F
tokens.create             F    F    F     F       F       F       F
tokens.delete             F    F    F     F       F       F       F
tokens.consume            F    F    F     F       F       F       F
payment-data.create       F    F    F     F       F       F       F
-                         N    A    N     N       N       N       A

scoped to two features: managed_ecosystem
                          own  mine other removed foreign unknown none
tokens.list               M    M    M     M       M       M       M
tokens.read               F    F    F     F       F       F       F
payment-data.list         F    F    F     F       F       F       F
payment-data.forward      N    A    N     N       N       N       A
cardholder-data.forward   F    F    F     F       F       F       F
tokens.create             F    F    F     F       F       F       F
tokens.delete             F    F    F     F       F       F       F
tokens.consume            F    F    F     F       F       F       F
payment-data.create       F    F    F     F       F       F       F
-                         N    A    N     N       N       N       A
`;

export const RIGHT_TABLE: readonly RightRow[] = TABLE.trim()
  .split('\n\n')
  .flatMap((block) => {
    const [title = '', , ...lines] = block.split('\n');
    const [key = '', models = ''] = title.split(': ');
    return lines.map((line): RightRow => {
      const [operation = '', ...codes] = line.split(/ +/);
      return {
        models: models.split(' ') as OperatingModel[],
        key: key as RightRow['key'],
        operation: operation === '-' ? undefined : (operation as Operation),
        cells: Object.fromEntries(MERCHANTS.map((kind, index) => [kind, codes[index]])) as RightRow['cells'],
      };
    });
  });

/** What an allowed key reaches, by key and model: what the answer must say beside the verdict. */
export const GRANTS: readonly (readonly [RightRow['key'], OperatingModel, readonly Feature[] | '*'])[] = [
  ['unscoped', 'primary_merchant', '*'],
  ['unscoped', 'platform', '*'],
  ['unscoped', 'ecosystem', '*'],
  ['unscoped', 'managed_ecosystem', '*'],
  [
    'scoped to all features',
    'ecosystem',
    ['cardholder-data.forward', 'payment-data.forward', 'payment-data.list', 'tokens.list', 'tokens.read'],
  ],
  ['scoped to all features', 'managed_ecosystem', ['cardholder-data.forward', 'payment-data.forward']],
  ['scoped to two features', 'ecosystem', ['payment-data.forward', 'tokens.list']],
  ['scoped to two features', 'managed_ecosystem', ['payment-data.forward']],
];
