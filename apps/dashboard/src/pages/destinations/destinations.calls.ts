import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';

export type Destination = Schemas['Destination'];
export type DestinationList = Schemas['DestinationList'];

export const destinationsQuery = queryOptions({
  queryKey: ['destinations'],
  queryFn: ({ signal }) => answer(api.GET('/destinations', { signal })),
});

/** The list as it was read, to be replaced only if it is still that one. */
export interface Replacement {
  readonly read: DestinationList;
  readonly data: readonly Destination[];
}

export const replaceDestinations = ({ read, data }: Replacement): Promise<Schemas['ReplacedDestinations']> =>
  answer(api.PUT('/destinations', { params: { header: { 'if-match': read.etag } }, body: { data: [...data] } }));

export const destinationsReplaced = ({ data, etag }: DestinationList): void =>
  void queryClient.setQueryData(destinationsQuery.queryKey, { data, etag });

export const readDestinationsAgain = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: destinationsQuery.queryKey });
