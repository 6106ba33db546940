import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api, type Schemas } from '../api/client';
import { allPages, LARGEST_PAGE } from './all-pages';

export type Merchant = Schemas['Merchant'];

const STALE_MS = 60_000;

/** Every merchant the account has had: keys may name removed ones. */
export const merchantsQuery = queryOptions({
  queryKey: ['merchants'],
  staleTime: STALE_MS,
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      answer(
        api.GET('/merchants', {
          params: { query: { status: 'all', limit: LARGEST_PAGE, sort: 'created_at asc', ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    ),
});

export interface MerchantDirectory {
  readonly get: (id: string) => Merchant | undefined;
  readonly nameOf: (id: string) => string | undefined;
  /** In the order of their names; undefined until they are known. */
  readonly active: readonly Merchant[] | undefined;
}

export function useMerchants(): MerchantDirectory {
  const { data } = useQuery(merchantsQuery);
  return useMemo(() => {
    const byId = new Map(data?.map((merchant) => [merchant.id, merchant]));
    return {
      get: (id) => byId.get(id),
      nameOf: (id) => byId.get(id)?.legal_name,
      active: data
        ?.filter(({ status }) => status === 'active')
        .sort((one, other) => one.legal_name.localeCompare(other.legal_name)),
    };
  }, [data]);
}
