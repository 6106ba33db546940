import type { Scope } from '@latchkey/keys-domain';
import type { ShownKey } from '../key.resource';

/** A key as the read model has it. */
export interface KeyRow {
  readonly id: string;
  readonly account_id: string;
  readonly label: string;
  readonly label_folded: string;
  readonly display: string;
  readonly merchant_ids: string[] | null;
  readonly features: string[] | null;
  readonly replaces: string | null;
  readonly created_at: Date;
  readonly created_by_type: string;
  readonly created_by_id: string;
  readonly revoked_at: Date | null;
  readonly revoked_by_type: string | null;
  readonly revoked_by_id: string | null;
  readonly last_used_at: Date | null;
}

/** Of `api_keys k` and `api_key_uses u`. */
export const KEY_COLUMNS = `k.id, k.account_id, k.label, k.label_folded, k.display, k.merchant_ids, k.features, k.replaces,
  k.created_at, k.created_by_type, k.created_by_id, k.revoked_at, k.revoked_by_type, k.revoked_by_id,
  nullif(u.used_at, '-infinity') AS last_used_at`;

export const shownRow = (row: KeyRow): ShownKey => ({
  keyId: row.id,
  accountId: row.account_id,
  label: row.label,
  display: row.display,
  scope: scopeOf(row),
  replaces: row.replaces,
  createdAt: row.created_at.toISOString(),
  createdBy: actorOf(row.created_by_type, row.created_by_id),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revoked: row.revoked_at && {
    at: row.revoked_at.toISOString(),
    by: actorOf(row.revoked_by_type ?? '', row.revoked_by_id ?? ''),
  },
});

// What the projector wrote came out of events that were parsed strictly.
const scopeOf = ({ merchant_ids: merchantIds, features }: KeyRow): Scope | null =>
  merchantIds && features ? { merchantIds, features: features as readonly string[] as Scope['features'] } : null;
const actorOf = (type: string, id: string): ShownKey['createdBy'] => ({
  type: type as ShownKey['createdBy']['type'],
  id,
});
