import { isUuidV4 } from '@latchkey/accounts-domain';

export const STATUSES = ['active', 'revoked', 'all'] as const;
export const SORT_BY = ['created_at', 'label', 'last_used_at'] as const;
export const PAGE_SIZE = 50;
const MAX_SEARCH_CHARS = 100;
const MAX_PAGE = 999_999;

export type KeyStatus = (typeof STATUSES)[number];
export type SortBy = (typeof SORT_BY)[number];
export type Direction = 'asc' | 'desc';
type SortWord = `${SortBy}-${Direction}`;

/** What the address of the list says; what it does not say is the default. */
export interface KeysSearch {
  readonly q?: string;
  readonly status?: KeyStatus;
  readonly merchant?: string;
  readonly sort?: SortWord;
  readonly page?: number;
  /** Beyond the pages that are counted. */
  readonly cursor?: string;
}

/** Reads an address; what makes no sense is as if it were not there. */
export function parseKeysSearch(search: Readonly<Record<string, unknown>>): KeysSearch {
  const text = (name: string): string => (typeof search[name] === 'string' ? search[name] : '');
  const q = text('q')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, MAX_SEARCH_CHARS)
    .toWellFormed();
  const status = STATUSES.find((known) => known === search.status);
  const merchant = text('merchant').toLowerCase();
  const sort = parseSort(text('sort'));
  const page = Number(search.page);
  const cursor = text('cursor');
  return {
    ...(q.trim() !== '' && { q }),
    ...(status && status !== 'active' && { status }),
    ...(isUuidV4(merchant) && { merchant }),
    ...(sort && sort !== DEFAULT_SORT && { sort }),
    ...(cursor !== '' ? { cursor } : Number.isInteger(page) && page > 1 && page <= MAX_PAGE && { page }),
  };
}

const DEFAULT_SORT: SortWord = 'created_at-desc';

function parseSort(text: string): SortWord | undefined {
  const words = SORT_BY.flatMap((by): SortWord[] => [`${by}-asc`, `${by}-desc`]);
  return words.find((word) => word === text);
}

export interface Sort {
  readonly by: SortBy;
  readonly direction: Direction;
}

export function sortOf({ sort = DEFAULT_SORT }: KeysSearch): Sort {
  const [by, direction] = sort.split('-');
  // Only words made of these two get here.
  return { by: by as SortBy, direction: direction as Direction };
}

/** What clicking a column's heading leads to: names begin at A, times with the latest. */
export function nextSort(now: Sort, by: SortBy): SortWord {
  if (now.by === by) return `${by}-${now.direction === 'asc' ? 'desc' : 'asc'}`;
  return by === 'label' ? 'label-asc' : `${by}-desc`;
}

/** The same list from its beginning. */
export function fromStart({ page: _page, cursor: _cursor, ...search }: KeysSearch): KeysSearch {
  return search;
}

export const isFiltered = ({ q, merchant }: KeysSearch): boolean => q !== undefined || merchant !== undefined;

/** The query of `GET /api-keys`. */
export function keysQueryParameters(search: KeysSearch) {
  const { by, direction } = sortOf(search);
  return {
    limit: PAGE_SIZE,
    sort: `${by} ${direction}` as const,
    status: search.status ?? 'active',
    ...(search.q === undefined ? {} : { q: search.q.trim() }),
    ...(search.merchant === undefined ? {} : { merchant_id: search.merchant }),
    ...(search.cursor === undefined ? { page: search.page ?? 1 } : { cursor: search.cursor }),
  };
}
