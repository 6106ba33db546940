import { FEATURES } from '@latchkey/accounts-domain';
import { type Feature, type Key } from './key.types';
import { type NewKey } from './keys.calls';
import { checkLabel } from './label-rule';

export const MAX_SCOPE_MERCHANTS = 250;

/** What somebody has filled in so far. */
export interface KeyDraft {
  readonly label: string;
  /** Null until they have chosen. */
  readonly reach: 'whole' | 'scoped' | null;
  readonly merchantIds: readonly string[];
  readonly features: readonly Feature[];
}

/** What the account allows: its operating model and the merchants that are there. */
export interface Allowed {
  readonly scopedKeys: boolean;
  readonly features: readonly string[];
  readonly isActive: (merchantId: string) => boolean;
}

export const emptyDraft = ({ scopedKeys }: Pick<Allowed, 'scopedKeys'>): KeyDraft => ({
  label: '',
  reach: scopedKeys ? null : 'whole',
  merchantIds: [],
  features: [],
});

/** A draft that does what another key does, as far as that is still possible. */
export function draftLike({ label, scope }: Pick<Key, 'label' | 'scope'>, allowed: Allowed): KeyDraft {
  if (scope === null) return { ...emptyDraft(allowed), label, reach: 'whole' };
  if (!allowed.scopedKeys) return { ...emptyDraft(allowed), label, reach: null };
  return {
    label,
    reach: 'scoped',
    merchantIds: scope.merchant_ids.filter(allowed.isActive),
    features: scope.features.filter((feature) => allowed.features.includes(feature)),
  };
}

export type DraftProblem = 'label' | 'reach' | 'merchants' | 'tooManyMerchants' | 'features';

/** What is missing, in the order of the page. */
export function draftProblems(draft: KeyDraft): DraftProblem[] {
  const scoped = draft.reach === 'scoped';
  return [
    ...('complaint' in checkLabel(draft.label) ? (['label'] as const) : []),
    ...(draft.reach === null ? (['reach'] as const) : []),
    ...(scoped && draft.merchantIds.length === 0 ? (['merchants'] as const) : []),
    ...(scoped && draft.merchantIds.length > MAX_SCOPE_MERCHANTS ? (['tooManyMerchants'] as const) : []),
    ...(scoped && draft.features.length === 0 ? (['features'] as const) : []),
  ];
}

/** What is sent; null as long as something is missing. */
export function newKeyOf(draft: KeyDraft, replaces: string | null): NewKey | null {
  const checked = checkLabel(draft.label);
  if ('complaint' in checked || draftProblems(draft).length > 0) return null;
  const { merchantIds, features } = draft;
  return {
    label: checked.label,
    ...(draft.reach === 'scoped' && {
      scope: {
        merchant_ids: [...merchantIds],
        features: FEATURES.filter((feature) => features.includes(feature)),
      },
    }),
    ...(replaces !== null && { replaces }),
  };
}
