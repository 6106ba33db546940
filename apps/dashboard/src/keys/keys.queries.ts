import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { queryClient } from '../api/query-client';
import { type Key } from './key.types';
import { keysQueryParameters, type KeysSearch } from './keys-search';

const LISTS = ['keys', 'list'];

/** A page of the list. Typing on aborts what was asked for before. */
export const keysQuery = (search: KeysSearch) =>
  queryOptions({
    queryKey: [...LISTS, keysQueryParameters(search)],
    queryFn: ({ signal }) => answer(api.GET('/api-keys', { params: { query: keysQueryParameters(search) }, signal })),
    placeholderData: keepPreviousData,
  });

export const keyQuery = (id: string) =>
  queryOptions({
    queryKey: ['keys', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api-keys/{id}', { params: { path: { id } }, signal })),
  });

const NEWEST = 100;

/** The key that was made to replace this one, if it is among the newest: the list cannot be asked for it. */
export const replacedByQuery = (id: string) =>
  queryOptions({
    queryKey: [...LISTS, 'replaced by', id],
    queryFn: async ({ signal }) => {
      const query = { status: 'all', limit: NEWEST } as const;
      const { data } = await answer(api.GET('/api-keys', { params: { query }, signal }));
      return data.find(({ replaces }) => replaces === id) ?? null;
    },
  });

/** To be called after a key was made or changed: lists are read again, none older than the change. */
export function keyChanged(key?: Key): void {
  if (key) queryClient.setQueryData(keyQuery(key.id).queryKey, key);
  void queryClient.invalidateQueries({ queryKey: LISTS });
}
