import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api } from '../api/client';
import { type User } from '../session/session.types';
import { allPages, LARGEST_PAGE } from './all-pages';

const STALE_MS = 60_000;

/** Every user the account has had: what removed ones did is still to be seen. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  staleTime: STALE_MS,
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      answer(
        api.GET('/users', {
          params: {
            query: { status: 'all', sort: 'created_at asc', limit: LARGEST_PAGE, ...(cursor !== null && { cursor }) },
          },
          signal,
        }),
      ),
    ),
});

/** Users by id, as far as they are known. */
export function useUsers(): ReadonlyMap<string, User> {
  const { data } = useQuery(usersQuery);
  return useMemo(() => new Map(data?.map((user) => [user.id, user])), [data]);
}
