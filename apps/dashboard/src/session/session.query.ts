import { queryOptions, useQuery } from '@tanstack/react-query';
import { readSession } from './session.calls';
import { type Role, type Session } from './session.types';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => readSession(signal),
  staleTime: Infinity,
});

/** The session of whoever looks at the page. Only below the settings' layout, which is not shown without one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('There is no session here.');
  return data;
}

const MAY_MANAGE_KEYS: ReadonlySet<Role> = new Set(['owner', 'admin']);

export const mayManageKeys = ({ user }: Session): boolean => MAY_MANAGE_KEYS.has(user.role);
