import { FEATURES } from '@latchkey/accounts-domain';
import { wordList } from '../ui/word-list';
import { featureText } from './features.text';
import { type Feature, type Scope } from './key.types';
import { scopeText as text } from './scope.text';

/** A merchant's name, if it is known. */
export type NameOf = (merchantId: string) => string | undefined;

/** "Whole account", "2 merchants · list tokens, forward". */
export function scopeWords(scope: Scope | null, nameOf: NameOf): string {
  if (scope === null) return text.whole;
  return text.scope(merchantWords(scope.merchant_ids, nameOf), featureWords(scope.features));
}

export function merchantWords(ids: readonly string[], nameOf: NameOf): string {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return nameOf(only) ?? text.oneMerchant;
  return text.merchants(ids.length);
}

/** Pairs that one word stands for. */
const PAIRS: readonly (readonly [first: Feature, second: Feature, both: string])[] = [
  ['tokens.list', 'tokens.read', text.listAndRead],
  ['payment-data.forward', 'cardholder-data.forward', text.forward],
];

/** In the order of the documentation, and shorter where several say one thing. */
export function featureWords(features: readonly Feature[]): string {
  const left = new Set<Feature>(features);
  if (left.size === 0) return text.nothing;
  if (FEATURES.every((feature) => left.has(feature))) return text.everyFeature;
  const words = new Map<Feature, string>(FEATURES.map((feature) => [feature, featureText[feature].words]));
  for (const [first, second, both] of PAIRS) {
    if (!left.has(first) || !left.has(second)) continue;
    left.delete(second);
    words.set(first, both);
  }
  return FEATURES.filter((feature) => left.has(feature))
    .map((feature) => words.get(feature))
    .join(', ');
}

/** What a scoped key can do of what it was given, where that is less, and why. */
export interface Reduction {
  readonly nothing: boolean;
  /** "Now only: 1 merchant · forward", or that it is nothing. */
  readonly now: string;
  readonly why: string;
}

export function reductionOf(key: Scopes, nameOf: NameOf): Reduction | null {
  const { scope, effective_scope: effective } = key;
  if (scope === null || effective === null) return null;
  const gone = scope.merchant_ids.filter((id) => !effective.merchant_ids.includes(id)).length;
  const lost = scope.features.filter((feature) => !effective.features.includes(feature));
  if (gone === 0 && lost.length === 0) return null;
  const nothing = effective.merchant_ids.length === 0 || effective.features.length === 0;
  const reasons = [
    ...(gone > 0 ? [text.removed(gone, scope.merchant_ids.length)] : []),
    ...(lost.length > 0
      ? [
          text.lost(
            wordList(
              lost.map((feature) => featureText[feature].words),
              { last: 'or' },
            ),
          ),
        ]
      : []),
  ];
  return {
    nothing,
    now: nothing ? text.nothingNow : text.now(scopeWords(effective, nameOf)),
    why: text.reasons(reasons),
  };
}

interface Scopes {
  readonly scope: Scope | null;
  readonly effective_scope: Scope | null;
}
