import { call } from '../../../operator/call';
import type { ListPage } from '../list-pages';
import { keySearches, type MerchantsOfKeys } from './key-searches';

export interface KeysStage {
  /** Of key-management. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly merchants: MerchantsOfKeys;
}

const SORTS = ['created_at asc', 'label asc', 'label desc', 'last_used_at asc', 'last_used_at desc'];
/** What the other orders are measured with. */
const FOR_EACH_ORDER = [
  'none',
  'status, revoked',
  'status, all',
  'label, in all',
  'label, of the older third',
  'label, of a sixteenth',
  'label, of a hundredth',
  'label, rare',
  'label, absent',
  'merchant, common',
  'merchant, of a twentieth',
  'label + merchant, both common',
];
/** The furthest page that the total still counts. */
const LAST_COUNTED_PAGE = 200;

/** For each search and order the first page, with its total, and one by cursor, deep in the account. */
export async function keyPages({ url, headers, merchants }: KeysStage): Promise<readonly ListPage[]> {
  const searches = keySearches(merchants);
  const page = (filter: string, name: string, ...queries: string[]): ListPage => ({
    ...{ caller: 'owner', list: 'keys', filter, page: name, headers },
    url: `${url}/api-keys?${queries.filter(Boolean).join('&')}`,
  });
  const deep = new Map<string, string>();
  for (const sort of ['created_at desc', ...SORTS]) deep.set(sort, await deepCursor(url, headers, sort));

  const inDefaultOrder = Object.entries(searches).flatMap(([filter, query]) => [
    page(filter, 'first', query),
    page(filter, 'by cursor', query, `cursor=${deep.get('created_at desc')}`),
    ...(filter === 'none' ? [page(filter, `page ${LAST_COUNTED_PAGE}`, query, `page=${LAST_COUNTED_PAGE}`)] : []),
  ]);
  const inOtherOrders = SORTS.flatMap((sort) =>
    FOR_EACH_ORDER.flatMap((filter) => [
      page(filter, sort, searches[filter] ?? '', `sort=${encodeURIComponent(sort)}`),
      page(filter, `${sort}, by cursor`, searches[filter] ?? '', `cursor=${deep.get(sort)}`),
    ]),
  );
  const merchantPages = ['', 'status=removed', 'status=all'].map((query): ListPage => {
    const { url: _, ...first } = page(query || 'none', 'first');
    return { ...first, list: 'merchants', url: `${url}/merchants?${query}` };
  });
  return [...inDefaultOrder, ...inOtherOrders, ...merchantPages];
}

/** Half of the active keys deep. */
async function deepCursor(url: string, headers: Readonly<Record<string, string>>, sort: string): Promise<string> {
  const list = `${url}/api-keys?limit=500&page=700&sort=${encodeURIComponent(sort)}`;
  const { body } = await call('GET', list, headers);
  return encodeURIComponent((body['pagination'] as { next_cursor: string }).next_cursor);
}
