import { FEATURES } from '@latchkey/accounts-domain';
import { wordList } from '../ui/word-list';
import { featureText } from './features.text';
import { type Feature, type Scope } from './key.types';

/** A merchant's name, if it is known. */
export type NameOf = (merchantId: string) => string | undefined;

/** "Whole account", "2 merchants · list tokens, forward". */
export function scopeWords(scope: Scope | null, nameOf: NameOf): string {
  if (scope === null) return 'Whole account';
  return `${merchantWords(scope.merchant_ids, nameOf)} · ${featureWords(scope.features)}`;
}

export function merchantWords(ids: readonly string[], nameOf: NameOf): string {
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) return nameOf(only) ?? '1 merchant';
  return ids.length === 0 ? 'no merchant' : `${ids.length} merchants`;
}

/** In the order of the documentation, and shorter where several say one thing. */
export function featureWords(features: readonly Feature[]): string {
  const has = new Set<Feature>(features);
  if (has.size === 0) return 'nothing';
  if (FEATURES.every((feature) => has.has(feature))) return 'list, read, forward';
  const words = FEATURES.filter((feature) => has.has(feature)).map((feature) => featureText[feature].words);
  return shortened(words, [
    [['list tokens', 'read tokens'], 'list and read tokens'],
    [['forward payment data', 'forward card data'], 'forward'],
  ]).join(', ');
}

function shortened(
  words: readonly string[],
  rules: readonly (readonly [readonly [string, string], string])[],
): readonly string[] {
  return rules.reduce<readonly string[]>((sofar, [[first, second], both]) => {
    if (!sofar.includes(first) || !sofar.includes(second)) return sofar;
    return sofar.filter((word) => word !== second).map((word) => (word === first ? both : word));
  }, words);
}

/** What a scoped key can do of what it was given, where that is less, and why. */
export interface Reduction {
  readonly nothing: boolean;
  /** "1 merchant · forward", or that it is nothing. */
  readonly now: string;
  readonly why: string;
}

export function reductionOf(
  key: { readonly scope: Scope | null; readonly effective_scope: Scope | null },
  nameOf: NameOf,
): Reduction | null {
  const { scope, effective_scope: effective } = key;
  if (scope === null || effective === null) return null;
  const gone = scope.merchant_ids.filter((id) => !effective.merchant_ids.includes(id));
  const lost = scope.features.filter((feature) => !effective.features.includes(feature));
  if (gone.length === 0 && lost.length === 0) return null;
  const nothing = effective.merchant_ids.length === 0 || effective.features.length === 0;
  return {
    nothing,
    now: nothing ? 'Can do nothing now' : `Now only: ${scopeWords(effective, nameOf)}`,
    why: [goneWords(gone.length, scope.merchant_ids.length), lostWords(lost)].filter(Boolean).join('; '),
  };
}

function goneWords(gone: number, all: number): string {
  if (gone === 0) return '';
  if (gone === all) return all === 1 ? 'its merchant was removed' : 'all its merchants were removed';
  return `${gone} of its ${all} merchants ${gone === 1 ? 'was' : 'were'} removed`;
}

const lostWords = (lost: readonly Feature[]): string =>
  lost.length === 0
    ? ''
    : `the account’s operating model does not allow it to ${wordList(lost.map((feature) => featureText[feature].words)).replace(/ and ([^,]*)$/, ' or $1')}`;
