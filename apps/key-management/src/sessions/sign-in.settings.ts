import { type Mode, type SettingsOf, SettingsError } from '@latchkey/platform';
import { accessSync, constants, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import type { SessionLifetimes } from './session.lifetimes';

const seconds = (min: number, max: number, otherwise: number) =>
  z
    .string()
    .regex(/^[0-9]{1,7}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)
    .describe(`a number of seconds from ${min} to ${max}`)
    .default(otherwise);

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  const mayBe = version === 4 ? 32 : 128;
  return (
    version > 0 && more.length === 0 && (bits === undefined || (/^[0-9]{1,3}$/.test(bits) && Number(bits) <= mayBe))
  );
};

export const signInShape = {
  DASHBOARD_URL: z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text) && isOrigin(new URL(text)))
    .transform((text) => new URL(text).origin)
    .describe('an http:// or https:// URL without path, user or query')
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((network) => network.trim()))
    .refine((networks) => networks.every(isNetwork))
    .describe('addresses or networks such as 10.0.0.0/8, separated by commas')
    .optional(),
  MAIL_DIRECTORY: z.string().min(1).describe('the path of a directory').optional(),
  SESSION_IDLE_SECONDS: seconds(5, 24 * 60 * 60, 30 * 60),
  SESSION_LIFETIME_SECONDS: seconds(5, 7 * 24 * 60 * 60, 12 * 60 * 60),
  SESSION_FRESH_SECONDS: seconds(5, 24 * 60 * 60, 15 * 60),
};

const isOrigin = ({ pathname, search, hash, username, password }: URL): boolean =>
  pathname === '/' && search + hash + username + password === '';

export interface SignInSettings {
  /** The dashboard's origin. Undefined: whatever host it is asked by. */
  readonly dashboardUrl: string | undefined;
  readonly trustedProxies: readonly string[];
  /** Undefined: no mail is sent. */
  readonly mailDirectory: string | undefined;
  readonly lifetimes: SessionLifetimes;
}

/** What the settings say together. Throws a `SettingsError`. */
export const readSignInSettings = (
  settings: SettingsOf<typeof signInShape> & { readonly LATCHKEY_MODE: Mode },
): SignInSettings => {
  const { DASHBOARD_URL: dashboardUrl, MAIL_DIRECTORY: mailDirectory, LATCHKEY_MODE: mode } = settings;
  if (mode === 'live' && dashboardUrl?.startsWith('http:'))
    throw fault('DASHBOARD_URL', 'must begin with https:// in mode live, for passwords and sessions go there');
  if (settings.SESSION_IDLE_SECONDS > settings.SESSION_LIFETIME_SECONDS)
    throw fault('SESSION_IDLE_SECONDS', 'must not be more than SESSION_LIFETIME_SECONDS');
  if (mailDirectory !== undefined && !isWritableDirectory(mailDirectory))
    throw fault('MAIL_DIRECTORY', 'must name a directory that the service may write to');
  return {
    dashboardUrl,
    mailDirectory,
    trustedProxies: settings.TRUSTED_PROXIES ?? [],
    lifetimes: {
      idleMs: settings.SESSION_IDLE_SECONDS * 1000,
      absoluteMs: settings.SESSION_LIFETIME_SECONDS * 1000,
      freshMs: settings.SESSION_FRESH_SECONDS * 1000,
    },
  };
};

const fault = (name: string, reason: string): SettingsError => new SettingsError([{ name, reason }]);

const isWritableDirectory = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};
