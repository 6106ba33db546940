import type { Scope } from '@latchkey/keys-domain';
import type { KeyAsOf, KeyDeed, Span } from '@latchkey/replay';
import type { Cell } from '../output/result';

const scopeJson = (scope: Scope | null) => scope && { merchant_ids: scope.merchantIds, features: scope.features };

const deedJson = (deed: KeyDeed | null) =>
  deed && { ordinal: deed.ordinal, at: deed.at, effective_at: deed.effectiveAt, by: deed.by };

/** As `--json` shows a key; the names are those of the key object of key-management. */
export const keyJson = (key: KeyAsOf) => ({
  id: key.keyId,
  label: key.label,
  display: key.display,
  status: key.status,
  account_id: key.accountId,
  scope: scopeJson(key.scope),
  effective_scope: scopeJson(key.effectiveScope),
  replaces: key.replaces,
  created: deedJson(key.created),
  revoked: deedJson(key.revoked),
});

export const KEY_COLUMNS = ['id', 'display', 'label', 'status', 'scope', 'effective', 'account', 'created', 'revoked'];

export const keyRow = (key: KeyAsOf): Cell[] => [
  key.keyId,
  key.display,
  key.label,
  key.status,
  scopeText(key.scope),
  scopeText(key.effectiveScope),
  key.accountId,
  key.created.effectiveAt,
  key.revoked?.effectiveAt ?? null,
];

export function scopeText(scope: Scope | null): string {
  if (scope === null) return 'whole account';
  if (scope.features.length === 0 || scope.merchantIds.length === 0) return 'nothing';
  return `${scope.features.join(' ')} for ${scope.merchantIds.length} merchant${scope.merchantIds.length === 1 ? '' : 's'}`;
}

export const spanJson = ({ from, to }: Span) => ({ from, to });

export const spanText = ({ from, to }: Span): string => `${from?.at ?? 'before'} to ${to?.at ?? 'after'}`;
