import { isLoopbackHost, normaliseHost } from './host';
import { type Checked, invalid, valid } from './result';
import { findSensitive } from './sensitive-text';
import { normaliseUrlPath } from './url-path';

export const MAX_DESTINATION_URL_LENGTH = 2048;

export interface DestinationUrl {
  /** `http` only if the host is a loopback host. */
  readonly scheme: 'https' | 'http';
  /** By the rules of `normaliseHost`. */
  readonly host: string;
  readonly port: number;
  /** By the rules of `normaliseUrlPath`: a slash at the end is kept, for providers tell `/pay` from `/pay/`. */
  readonly path: string;
  /** With its question mark, or empty. Written by the caller, looked at by nobody: it must not be stored or logged. */
  readonly search: string;
  /** All of it, in the one form that this function makes; the default port is left out. */
  readonly href: string;
}

/**
 * Where a forward may go, and the only reading of it: what is compared with the allow-list is what is connected to.
 * Its own output is its normal form. The path, which audit rows name, holds no card number and no API key.
 */
export function parseDestinationUrl(text: string): Checked<DestinationUrl> {
  if (text.length > MAX_DESTINATION_URL_LENGTH || !text.isWellFormed()) return tooLong;
  if (/[\s\\\p{Cc}]/u.test(text)) return invalid('must be a URL without spaces, backslashes or control characters');
  if (text.includes('#')) return invalid('must not contain a fragment');
  const [, schemeText = '', authority = '', pathText = '/', searchText = ''] = wholeUrl.exec(text) ?? [];
  const scheme = schemeText.toLowerCase();
  if (scheme !== 'https' && scheme !== 'http') return invalid('must be an https URL');
  if (authority.includes('@')) return invalid('must not contain a user name or password');
  const [hostText = '', portText, ...more] = authority.split(':');
  const host = normaliseHost(more.length === 0 ? hostText : '');
  if (!host.ok) return invalid(host.reason.replace('must be', 'must name'));
  if (scheme === 'http' && !isLoopbackHost(host.value)) return invalid('must be an https URL');
  const port = portText === undefined ? defaultPorts[scheme] : portOf(portText);
  if (port === null) return invalid('must have a port from 1 to 65535, without leading zeros');
  const path = normaliseUrlPath(pathText);
  if (!path.ok) return invalid(path.reason.replace(/^must/, 'must have a path that must'));
  const sensitive = findSensitive(decodeURIComponent(path.value));
  if (sensitive === 'an API key' || sensitive === 'a card number') return invalid(`must not contain ${sensitive}`);
  if (/%(?![0-9a-f]{2})/i.test(searchText)) return invalid('must be percent-encoded correctly');
  const search = searchText.length > 1 ? new URL(searchText, anyBase).search : '';
  const portPart = port === defaultPorts[scheme] ? '' : `:${port}`;
  const href = `${scheme}://${host.value}${portPart}${path.value}${search}`;
  if (href.length > MAX_DESTINATION_URL_LENGTH) return tooLong;
  return valid({ scheme, host: host.value, port, path: path.value, search, href });
}

/** What auth is asked about. */
export const withoutSearch = ({ href, search }: DestinationUrl): string => href.slice(0, href.length - search.length);

const wholeUrl = /^(https?):\/\/([^/?]+)(\/[^?]*)?(\?.*)?$/i;
const defaultPorts = { https: 443, http: 80 } as const;
const anyBase = 'https://host.example/';
const tooLong = invalid(`must be a URL of at most ${MAX_DESTINATION_URL_LENGTH} characters`);

function portOf(text: string): number | null {
  return /^[1-9][0-9]{0,4}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}
