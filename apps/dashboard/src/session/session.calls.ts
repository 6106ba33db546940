import { answer, api, type Schemas } from '../api/client';
import { type OneTimeLink, type Session } from './session.types';

/** The calls about who is signed in. */
export const readSession = (signal?: AbortSignal): Promise<Session> =>
  answer(api.GET('/session', { ...(signal && { signal }) }));

export const signIn = (body: Schemas['SignIn']): Promise<Session> => answer(api.POST('/session', { body }));

export const signOut = async (): Promise<void> => void (await api.DELETE('/session'));

export const signOutEverywhere = async (): Promise<void> => void (await api.DELETE('/sessions'));

export const changePassword = (body: Schemas['ChangePassword']): Promise<Session> =>
  answer(api.PUT('/session/password', { body }));

export const confirmPassword = (password: string): Promise<Session> =>
  answer(api.POST('/session/confirm', { body: { password } }));

export const lookUpLink = (token: string): Promise<OneTimeLink> =>
  answer(api.POST('/one-time-links/look-up', { body: { token } }));

export const acceptInvitation = (body: Schemas['AcceptInvitation']): Promise<Session> =>
  answer(api.POST('/invitations/accept', { body }));

export const resetPassword = (body: Schemas['AcceptPasswordReset']): Promise<Session> =>
  answer(api.POST('/password-resets/accept', { body }));
