import { type Checked, invalid, valid } from './result';
import { findSensitive } from './sensitive-text';

/**
 * An exact host name in its normal form: lower case, IDNA ASCII (by the URL standard's own algorithm). No IP literal
 * in any notation, no wildcard, no port, no trailing dot, at least two labels; `localhost` is told by `isLoopbackHost`.
 */
export function normaliseHost(text: string): Checked<string> {
  if (text === '' || text.length > maxLength || !text.isWellFormed()) return invalid('must be a host name');
  if (notOfAHost.test(text)) return invalid('must be a host name only, without scheme, port, path or wildcard');
  const host = URL.parse(`https://${text}/`)?.hostname ?? '';
  if (ipv4.test(host)) return invalid('must be a host name, not an IP address');
  if (host.length > maxLength || !host.split('.').every((label) => ldhLabel.test(label)))
    return invalid('must be a host name');
  if (!host.includes('.') && !isLoopbackHost(host)) return invalid('must be a full host name');
  const sensitive = findSensitive(host);
  return sensitive ? invalid(`must not contain ${sensitive}`) : valid(host);
}

/** RFC 6761: these names never leave the machine. `host` in its normal form. */
export const isLoopbackHost = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost');

const maxLength = 253;
/** Brackets and colons: also IPv6 literals. The URL parser would take the rest for another part, or drop it. */
const notOfAHost = /[\s/\\?#@:%*[\]\p{Cc}]/u;
const ipv4 = /^[0-9.]+$/;
const ldhLabel = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
