import { queryOptions, useQuery } from '@tanstack/react-query';
import { queryClient } from '../api/query-client';
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

/** Users, destinations, forward URLs and encryption keys are for owners alone. */
const isOwner = ({ user }: Session): boolean => user.role === 'owner';
export const mayManageUsers = isOwner;
export const mayManageDestinations = isOwner;
export const mayManageForwarding = isOwner;
export const mayManageMerchants = mayManageKeys;

/** After something that changes what the session may do. */
export const sessionChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
