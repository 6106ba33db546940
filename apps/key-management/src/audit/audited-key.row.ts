import { ACTOR_TYPES, type Actor } from '@latchkey/accounts-domain';
import type { Scope } from '@latchkey/keys-domain';
import { parseBigint } from '@latchkey/postgres';
import type { KeyDeed, KeyFacts } from '@latchkey/replay';

/** A row of `audit_keys`. */
export interface UnlabelledKeyRow {
  readonly key_id: string;
  readonly account_id: string;
  readonly display: string;
  readonly merchant_ids: readonly string[] | null;
  readonly features: Scope['features'] | null;
  readonly replaces: string | null;
  readonly created: string;
  readonly created_at: Date;
  readonly created_effective_at: Date;
  readonly created_by: string;
  readonly revoked: string | null;
  readonly revoked_at: Date | null;
  readonly revoked_effective_at: Date | null;
  readonly revoked_by: string | null;
}

/** With the label that the key had at the ordinal asked about. */
export interface AuditedKeyRow extends UnlabelledKeyRow {
  readonly label: string;
}

/** What was true of the key after the event of that ordinal, which is not before its creation. */
export const factsOf = (row: AuditedKeyRow, ordinal: number): KeyFacts => {
  return {
    keyId: row.key_id,
    accountId: row.account_id,
    label: row.label,
    display: row.display,
    scope: scopeOf(row),
    replaces: row.replaces,
    ...lifeOf(row, ordinal),
  };
};

/** When it was made, and revoked if it was by then. */
export const lifeOf = (row: UnlabelledKeyRow, ordinal: number): Pick<KeyFacts, 'created' | 'revoked'> => {
  const created = deed(row.created, row.created_at, row.created_effective_at, row.created_by);
  const revoked = deed(row.revoked, row.revoked_at, row.revoked_effective_at, row.revoked_by);
  if (created === null) throw new Error('a key that was never made');
  return { created, revoked: revoked !== null && revoked.ordinal <= ordinal ? revoked : null };
};

export const scopeOf = ({
  merchant_ids: merchantIds,
  features,
}: Pick<UnlabelledKeyRow, 'merchant_ids' | 'features'>): Scope | null =>
  merchantIds === null || features === null ? null : { merchantIds, features };

const deed = (ordinal: string | null, at: Date | null, effectiveAt: Date | null, by: string | null): KeyDeed | null =>
  ordinal === null || at === null || effectiveAt === null || by === null
    ? null
    : { ordinal: parseBigint(ordinal), at: at.toISOString(), effectiveAt: effectiveAt.toISOString(), by: actorOf(by) };

/** Of `user:<id>`. */
export const actorOf = (text: string): Actor => {
  const [, word, id = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  return { type: ACTOR_TYPES.find((type) => type === word) ?? 'system', id };
};
