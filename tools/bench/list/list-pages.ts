import { call } from '../../operator/call';
import type { Key } from '../../operator/operator';
import { FIRST, SPAN_DAYS } from './fill-account';
import { filters, type Merchants } from './filters';

/** One page that is measured: of which list, by whom, which filter. */
export interface ListPage {
  readonly list: 'tokens' | 'keys' | 'merchants';
  readonly caller: string;
  readonly filter: string;
  readonly page: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Stage {
  /** Of commerce. */
  readonly url: string;
  readonly merchants: Merchants;
  readonly callers: readonly { readonly name: string; readonly key: Key }[];
}

/** The furthest page that the total still counts. */
const LAST_COUNTED_PAGE = 200;

/** For each caller and filter the first page, with its total, and one by cursor, half the account deep. */
export async function listPages({ url, merchants, callers }: Stage): Promise<readonly ListPage[]> {
  const half = new Date(FIRST.getTime() + (SPAN_DAYS / 2) * 86_400_000).toISOString();
  return (
    await Promise.all(
      callers.map(async ({ name: caller, key }) => {
        const headers = { 'x-api-key': key.secret };
        const before = await call('GET', `${url}/tokens?limit=1&to=${half}`, headers);
        // Any list of this order takes it, with any filter.
        const { next_cursor: cursor } = before.body['pagination'] as { next_cursor: string };
        const page = (filter: string, query: string, name: string, place: string): ListPage => ({
          ...{ list: 'tokens', caller, filter, page: name, headers },
          url: `${url}/tokens?${[query, place].filter(Boolean).join('&')}`,
        });
        return Object.entries(filters(merchants)).flatMap(([filter, query]) => [
          page(filter, query, 'first', ''),
          page(filter, query, 'by cursor', `cursor=${encodeURIComponent(cursor)}`),
          ...(filter === 'none' ? [page(filter, query, `page ${LAST_COUNTED_PAGE}`, `page=${LAST_COUNTED_PAGE}`)] : []),
        ]);
      }),
    )
  ).flat();
}
