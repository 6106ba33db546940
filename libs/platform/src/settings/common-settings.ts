import { z } from 'zod';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type Mode = 'live' | 'test';

/** A TCP port as text; 0 asks for any free one. */
export const portSetting = z
  .string()
  .regex(/^[0-9]{1,5}$/)
  .transform(Number)
  .refine((port) => port <= 65_535)
  .describe('a port number from 0 to 65535; 0 is any free port');

export const postgresUrlSetting = z
  .string()
  .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text))
  .describe('a URL postgres://user:password@host:port/database');

/** Comma-separated absolute http(s) URLs, at least one; without the trailing slash. */
export const httpUrlsSetting = z
  .string()
  .transform((text) => text.split(',').map((url) => url.trim().replace(/\/+$/, '')))
  .refine((urls) => urls.every((url) => /^https?:\/\//.test(url) && URL.canParse(url)))
  .describe('one or more http:// or https:// URLs, separated by commas');

export const pathSetting = z.string().min(1).describe('the path of a file');

/** What every service reads. Spread it into the shape given to `readSettings`. */
export const commonSettings = {
  LATCHKEY_MODE: z.enum(['live', 'test']).describe('live or test').default('live'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .describe(`one of ${LOG_LEVELS.join(', ')}`)
    .default('info'),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]{1,253}$/)
    .describe('a host name or address to listen on')
    .default('127.0.0.1'),
  PORT: portSetting,
  ADMIN_PORT: portSetting,
} as const;
