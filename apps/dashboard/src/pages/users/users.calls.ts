import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { allPages, LARGEST_PAGE } from '../../directory/all-pages';
import { usersQuery } from '../../directory/users.query';
import { type Role, type User } from '../../session/session.types';

export type Invitation = Schemas['Invitation'];
export type NewInvitation = Schemas['Invite'];
/** The link is in the answer to the first attempt alone. */
export type IssuedInvitation = Schemas['MadeInvitation'];

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) =>
    allPages((cursor) =>
      answer(
        api.GET('/invitations', {
          params: { query: { limit: LARGEST_PAGE, ...(cursor !== null && { cursor }) } },
          signal,
        }),
      ),
    ),
});

export const invite = (body: NewInvitation, idempotencyKey: string): Promise<IssuedInvitation> =>
  answer(api.POST('/invitations', { body, params: { header: { 'x-idempotency-key': idempotencyKey } } }));

export const withdraw = ({ id }: Pick<Invitation, 'id'>): Promise<unknown> =>
  answer(api.DELETE('/invitations/{id}', { params: { path: { id } } }));

export const changeRole = (id: string, role: Role): Promise<User> =>
  answer(api.PATCH('/users/{id}', { params: { path: { id } }, body: { role } }));

export const removeUser = ({ id }: Pick<User, 'id'>): Promise<User> =>
  answer(api.DELETE('/users/{id}', { params: { path: { id } } }));

export const usersChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
export const invitationsChanged = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
