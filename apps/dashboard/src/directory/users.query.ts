import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { send } from '../api/send';
import { type User } from '../session/session.types';
import { allPages, LARGEST_PAGE } from './all-pages';

const STALE_MS = 60_000;

export const usersQuery = queryOptions({
  queryKey: ['users'],
  staleTime: STALE_MS,
  queryFn: ({ signal }) => allPages((cursor) => readUsers(cursor, signal)),
});

async function readUsers(
  cursor: string | null,
  signal: AbortSignal,
): Promise<{ data: User[]; pagination: { next_cursor: string | null } }> {
  const url = new URL('/users', location.origin);
  url.searchParams.set('limit', `${LARGEST_PAGE}`);
  if (cursor !== null) url.searchParams.set('cursor', cursor);
  return (await send(new Request(url, { signal, credentials: 'same-origin' }))).json();
}

/** Users by id, as far as they are known. */
export function useUsers(): ReadonlyMap<string, User> {
  const { data } = useQuery(usersQuery);
  return useMemo(() => new Map(data?.map((user) => [user.id, user])), [data]);
}
