import {
  accept,
  checkFreeText,
  type Feature,
  FEATURES,
  featuresAllowed,
  type FieldError,
  isFeature,
  mayHaveScopedKeys,
  metadataOf,
  reject,
  rejectFields,
} from '@latchkey/accounts-domain';
import type { CreateKey, ScopeInput } from './key.commands';
import type { KeyResult } from './key.decider';
import type { KeyState } from './key.state';
import type { Scope } from './scope';

export function decideCreateKey(command: CreateKey, state: KeyState): KeyResult {
  const forbidden = forbiddenByModel(command);
  if (forbidden) return forbidden;
  const label = checkFreeText(command.label);
  const errors = [
    ...(label.ok ? [] : [{ field: 'label', message: label.reason }]),
    ...(command.scope ? scopeErrors(command.scope, command.account.activeMerchantIds) : []),
    ...replacesErrors(command),
  ];
  if (!label.ok || errors.length > 0) return rejectFields(errors);
  if (state.status !== 'none') return reject('conflict', 'The key exists already.');
  const { accountId, keyId, display, verifier, replaces } = command;
  return accept({
    type: 'KeyCreated',
    data: {
      accountId,
      keyId,
      label: label.value,
      display,
      scope: command.scope && normalScope(command.scope),
      verifier: { value: verifier.value, pepperVersion: verifier.pepperVersion },
      replaces: replaces && replaces.keyId,
    },
    metadata: metadataOf(command.context),
  });
}

function forbiddenByModel({ scope, account: { operatingModel } }: CreateKey): KeyResult | null {
  if (!scope) return null;
  if (!mayHaveScopedKeys(operatingModel))
    return reject('scoped_keys_unavailable', `The operating model ${operatingModel} has no scoped keys.`);
  const allowed = featuresAllowed(operatingModel);
  const forbidden = unique(scope.features.filter((feature) => isFeature(feature) && !allowed.includes(feature)));
  if (forbidden.length === 0) return null;
  return reject(
    'operating_model_forbids',
    `The operating model ${operatingModel} does not allow ${forbidden.join(', ')}.`,
  );
}

function scopeErrors({ merchantIds, features }: ScopeInput, active: { has(id: string): boolean }): FieldError[] {
  const errors: FieldError[] = [];
  if (merchantIds.length === 0)
    errors.push({ field: 'scope.merchant_ids', message: 'must name at least one merchant' });
  else if (!merchantIds.every((id) => active.has(id)))
    errors.push({ field: 'scope.merchant_ids', message: 'must name merchants of the account only' });
  if (features.length === 0) errors.push({ field: 'scope.features', message: 'must name at least one feature' });
  else if (!features.every(isFeature))
    errors.push({ field: 'scope.features', message: `must be among ${FEATURES.join(', ')}` });
  return errors;
}

/** One answer for a key that does not exist and for another account's. */
function replacesErrors({ replaces, accountId, keyId }: CreateKey): FieldError[] {
  if (!replaces || (replaces.accountId === accountId && replaces.keyId !== keyId)) return [];
  return [{ field: 'replaces', message: 'must be another key of the account' }];
}

function normalScope({ merchantIds, features }: ScopeInput): Scope {
  return { merchantIds: unique(merchantIds), features: unique<Feature>(features.filter(isFeature)) };
}

function unique<Text extends string>(texts: readonly Text[]): Text[] {
  return [...new Set(texts)].sort();
}
