import { type Mode, Problem } from '@latchkey/platform';
import type { IncomingHttpHeaders } from 'node:http';

/** Whose pages may send what a browser adds a session to. */
export interface Origins {
  /** Throws 403 `origin_forbidden` unless the request comes from a page of the dashboard's own origin. */
  require(headers: IncomingHttpHeaders): void;
}

export interface OriginsOptions {
  /** Undefined: the page must come from the host that the request goes to. */
  readonly dashboardUrl: string | undefined;
  readonly mode: Mode;
}

export const createOrigins = ({ dashboardUrl, mode }: OriginsOptions): Origins => {
  const isOwn = ({ origin: text, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean => {
    // `null` is a sandboxed frame, a file, or a redirect from elsewhere.
    const origin = text === undefined ? null : URL.parse(text);
    if (!origin || origin.origin !== text) return false;
    const isSameHost = origin.host === hostOf(origin, host);
    if (dashboardUrl === undefined) return isSameHost && (site === undefined || site === 'same-origin');
    return text === new URL(dashboardUrl).origin || (mode === 'test' && isLoopback(origin) && isSameHost);
  };
  return {
    require: (headers) => {
      if (!isOwn(headers)) throw new Problem('origin_forbidden');
    },
  };
};

/** On one machine people write any of the three. */
const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** The `Host` header as URLs write it: without the scheme's own port. */
const hostOf = ({ protocol }: URL, host: string | undefined): string | undefined =>
  host === undefined ? undefined : URL.parse(`${protocol}//${host}`)?.host;
