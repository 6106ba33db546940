import { parseDestinationUrl, withoutSearch, type Checked, type DestinationUrl } from '@latchkey/accounts-domain';
import type { IncomingHttpHeaders } from 'node:http';

export const DESTINATION_HEADER = 'x-destination-url';
/** Whatever the caller sends us by POST is sent on by POST. */
export const FORWARD_METHOD = 'POST';

/** The destination that a request names, in its normal form, or what is wrong with it; undefined if it names none. */
export function readDestination(headers: IncomingHttpHeaders): Checked<DestinationUrl> | undefined {
  const given = headers[DESTINATION_HEADER];
  return typeof given === 'string' ? parseDestinationUrl(given) : undefined;
}

/** What auth is asked: where to and how, without the query, which decides nothing and is nobody else's business. */
export const destinationWish = (url: DestinationUrl) => ({ url: withoutSearch(url), method: FORWARD_METHOD });
