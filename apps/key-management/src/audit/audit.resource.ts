import type { Actor } from '@latchkey/accounts-domain';
import type { KeyAsOf, Span } from '@latchkey/replay';
import { type ScopeResource, scopeResource } from '../keys/key.resource';
import type { AuditMoment } from './audit-moments';

/** A key as it was. `none`: it was not made yet; then all else but its id is null. */
export interface AuditedKeyResource {
  readonly id: string;
  readonly status: 'none' | 'active' | 'revoked';
  readonly label: string | null;
  readonly display: string | null;
  readonly scope: ScopeResource | null;
  readonly effective_scope: ScopeResource | null;
  readonly replaces: string | null;
  readonly created: DeedResource | null;
  readonly revoked: DeedResource | null;
}

/** `time`: what the event says. `effective_at`: the largest of that and all before it. */
interface DeedResource {
  readonly ordinal: number;
  readonly time: string;
  readonly effective_at: string;
  readonly actor: Actor;
}

export const auditedKeyResource = (key: KeyAsOf): AuditedKeyResource => ({
  id: key.keyId,
  status: key.status,
  label: key.label,
  display: key.display,
  scope: scopeResource(key.scope),
  effective_scope: scopeResource(key.effectiveScope),
  replaces: key.replaces,
  created: deedResource(key.created),
  revoked: key.revoked && deedResource(key.revoked),
});

export const keyNotMadeYet = (id: string): AuditedKeyResource => ({
  ...{ id, status: 'none', label: null, display: null, scope: null, effective_scope: null, replaces: null },
  ...{ created: null, revoked: null },
});

const deedResource = ({ ordinal, at, effectiveAt, by }: KeyAsOf['created']): DeedResource => ({
  ordinal,
  time: at,
  effective_at: effectiveAt,
  actor: by,
});

/** Where in the log an answer stands: after this event. */
export interface MomentResource {
  readonly at: string;
  readonly ordinal: number;
  readonly position: string | null;
  readonly effective_at: string | null;
}

export const momentResource = (at: Date, { ordinal, position, effectiveAt }: AuditMoment): MomentResource => ({
  at: at.toISOString(),
  ordinal,
  position,
  effective_at: effectiveAt?.toISOString() ?? null,
});

export interface SpanResource {
  readonly from: { readonly ordinal: number; readonly at: string } | null;
  readonly to: { readonly ordinal: number; readonly at: string } | null;
}

export const spanResource = ({ from, to }: Span): SpanResource => ({ from, to });
