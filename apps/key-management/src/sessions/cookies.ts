import { parseCookie, stringifySetCookie } from 'cookie';
import { isSecretId } from './secret-id';

/** The prefix makes browsers refuse it without Secure, with a Domain, or from another path: no subdomain can set it. */
export const SESSION_COOKIE = '__Host-latchkey-session';
export const DEVICE_COOKIE = '__Host-latchkey-device';

/** Browsers know it that long; so does the table. */
export const DEVICE_LIFETIME_MS = 365 * 24 * 60 * 60 * 1000;

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

/** Until the browser is closed; how long it is good for is ours to say. */
export const sessionCookie = (id: string): string =>
  stringifySetCookie({ ...attributes, name: SESSION_COOKIE, value: id });

export const noSessionCookie = (): string =>
  stringifySetCookie({ ...attributes, name: SESSION_COOKIE, value: '', maxAge: 0 });

export const deviceCookie = (id: string): string =>
  stringifySetCookie({ ...attributes, name: DEVICE_COOKIE, value: id, maxAge: DEVICE_LIFETIME_MS / 1000 });

export type ReadCookie =
  | { readonly kind: 'none' }
  /** There, but nothing that we have given out. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'id'; readonly id: string };

/** Two of one name are none: a browser keeps one, so somebody has put another beside it. */
export const readCookie = (header: string | undefined, name: string): ReadCookie => {
  const named = (header ?? '').split(';').filter((pair) => pair.split('=', 1)[0]?.trim() === name);
  const value = named.length === 1 ? parseCookie(named[0] ?? '')[name] : undefined;
  if (value === undefined || value === '') return { kind: 'none' };
  return isSecretId(value) ? { kind: 'id', id: value } : { kind: 'malformed' };
};
