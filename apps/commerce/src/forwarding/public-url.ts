import { parseDestinationUrl } from '@latchkey/accounts-domain';

/**
 * Whether a `Location` may be shown to the caller: relative, or a name that could be public. Addresses, local names and
 * whatever is not http would tell about the destination's inside.
 */
export function isPublicUrl(location: string): boolean {
  // Relative: no scheme and no host.
  if (!/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(location)) return location !== '' && !/[\s\\]/.test(location);
  const url = URL.parse(location);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  if (url.username !== '' || url.password !== '') return false;
  const host = parseDestinationUrl(`https://${url.hostname}/`);
  return host.ok && !LOCAL_NAME.test(host.value.host);
}

/** Names that never lead out: RFC 6761, 6762, 8375 and what clusters and clouds use inside. */
const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|svc|cluster|internal|intranet|lan|home|corp|private|test|invalid|home\.arpa)$/;
