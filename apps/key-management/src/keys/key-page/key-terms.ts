import type { KeySearch } from './key-search';

/** Characters of a term of the label, as `key_management.key_terms` makes them. */
const TERM_CHARS = 3;

/**
 * The search as tsqueries over `key_management.key_terms`, one for each status. They find every key that matches and may find
 * others: of an account whose id begins alike, or with the terms of the label in other places.
 */
export const keyTerms = ({ accountId, revoked, label, merchantIds }: KeySearch): readonly string[] =>
  revoked.map((isRevoked) => {
    const begin = accountId.slice(0, 8) + (isRevoked ? 'r' : 'a');
    const ofLabel = label === undefined ? [] : labelTerms(label).map((term) => lexeme(`${begin}l${term}`) + rest(term));
    const ofMerchants = merchantIds?.map((id) => lexeme(`${begin}m${id}`)).join(' | ');
    return [...ofLabel, ...(ofMerchants === undefined ? [] : [`(${ofMerchants})`])].join(' & ');
  });

/** Those that cover the text: one that overlaps two others would say little more, and cost as much as each. */
const labelTerms = (label: string): readonly string[] => {
  const characters = [...label];
  const last = Math.max(0, characters.length - TERM_CHARS);
  const terms = new Set<string>();
  for (let at = 0; at < last; at += TERM_CHARS) terms.add(characters.slice(at, at + TERM_CHARS).join(''));
  return [...terms.add(characters.slice(last).join(''))];
};

/** A shorter text is the beginning of a term. */
const rest = (term: string): string => ([...term].length < TERM_CHARS ? ':*' : '');

const lexeme = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
