import { parseDestinationUrl } from './destination-url';
import { type Checked, invalid, valid } from './result';
import { findSensitiveInUrl } from './sensitive-text';

/**
 * A merchant's `payment_forward_url`: a destination URL, so that what is stored can be used, and nothing in it that must
 * not be kept for ever. A loopback host is stored whatever the mode; a live installation has no destination that allows it.
 */
export function normaliseForwardUrl(text: string): Checked<string> {
  const url = parseDestinationUrl(text);
  if (!url.ok) return url;
  const { href } = url.value;
  const sensitive = findSensitiveInUrl(href);
  return sensitive ? invalid(`must not contain ${sensitive}`) : valid(href);
}
