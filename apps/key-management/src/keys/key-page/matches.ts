import type { KeySearch } from './key-search';
import type { Bind } from './statement';

/** Is the label searched for? */
export const matchesLabel = (label: string, search: Pick<KeySearch, 'label'>, bind: Bind): string =>
  search.label === undefined ? 'true' : `${label} LIKE ${bind(`%${escapeLike(search.label)}%`)}`;

/** Is one of the merchants searched for? */
export const matchesMerchants = (ids: string, { merchantIds }: Pick<KeySearch, 'merchantIds'>, bind: Bind): string =>
  merchantIds === undefined ? 'true' : `${ids} && ${bind(merchantIds)}::uuid[]`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);
