import { send } from '../api/send';
import { type OneTimeLink, type Session } from './session.types';

/** The calls about who is signed in. */
export const readSession = (signal?: AbortSignal): Promise<Session> => call('GET', '/session', undefined, signal);
export const signIn = (body: { email: string; password: string }): Promise<Session> => call('POST', '/session', body);
export const signOut = (): Promise<unknown> => call('DELETE', '/session');
export const confirmPassword = (password: string): Promise<Session> => call('POST', '/session/confirm', { password });
export const lookUpLink = (token: string): Promise<OneTimeLink> => call('POST', '/one-time-links/look-up', { token });
export const acceptInvitation = (body: { token: string; name: string; password: string }): Promise<Session> =>
  call('POST', '/invitations/accept', body);
export const resetPassword = (body: { token: string; password: string }): Promise<Session> =>
  call('POST', '/password-resets/accept', body);

async function call<Answer>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Answer> {
  const request = new Request(new URL(path, location.origin), {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
    ...(signal ? { signal } : {}),
  });
  const response = await send(request);
  return (await response.json()) as Answer;
}
